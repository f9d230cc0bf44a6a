"""Reads DNS records and framed signed messages from stdin and says whether dkimpy believes their signatures.

In: lines "name value" until an empty one; then, for each message, a line with the number of octets and the message; a
line "0" ends. Out: "ready", then one line per message: "ok" or "no" for each signature, from the first to the last.
"""
import sys

try:
    import dkim
except ImportError:
    sys.exit(0)

records = {}
while (line := sys.stdin.buffer.readline().strip()):
    name, value = line.split(b" ", 1)
    records[name + b"."] = value
print("ready", flush=True)


def lookup(name, timeout=5):
    name = name if isinstance(name, bytes) else name.encode()
    return records.get(name.rstrip(b".") + b".")


while (size := int(sys.stdin.buffer.readline())) > 0:
    message = sys.stdin.buffer.read(size)
    verdicts = []
    for index in range(sum(1 for name, _ in dkim.rfc822_parse(message)[0] if name.lower() == b"dkim-signature")):
        try:
            good = dkim.DKIM(message).verify(idx=index, dnsfunc=lookup)
        except dkim.DKIMException:
            good = False
        verdicts.append("ok" if good else "no")
    print(" ".join(verdicts), flush=True)
