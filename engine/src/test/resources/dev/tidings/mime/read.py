"""Reads framed messages from stdin and says what Python's email package sees in each.

In: a line with the number of octets, then the message; a line "0" ends. Out: one base64 line per fact, then an empty line.
"""
import base64
import email
import email.header
import email.policy
import email.utils
import sys
import zlib


def file_facts(kind, part):
    content = part.get_payload(decode=True)
    name = part["content-disposition"].params["filename"]  # get_filename() would strip < > from it
    yield f"{kind}|{name}|{part.get_content_type()}|{len(content)}|{zlib.crc32(content)}"


def facts(message):
    yield f"id|{message['message-id']}"
    yield f"date|{message['date'].datetime.isoformat()}"
    yield f"subject|{message['subject']}"
    for field in ("from", "reply-to", "to", "cc"):
        # the newer parser of email.policy.default leaves spaces between encoded words of a name, against RFC 2047 §6.2
        raw = [value for name, value in message.raw_items() if name.lower() == field and "undisclosed" not in value]
        for name, address in email.utils.getaddresses(raw):
            yield f"{field}|{email.header.make_header(email.header.decode_header(name))}|{address}"
    for name, value in message.items():
        if name.lower().startswith("x-"):
            yield f"{name}|{str(value).strip()}"
    for part in message.walk():
        disposition = part.get_content_disposition()
        if part.is_multipart():
            continue
        if disposition == "inline":
            yield f"cid|{part['content-id']}"
            yield from file_facts("inline", part)
        elif disposition == "attachment":
            yield from file_facts("file", part)
        else:
            yield f"{part.get_content_type()}|{part.get_content()}"
    if message.defects:
        yield f"defects|{message.defects}"


while (size := int(sys.stdin.buffer.readline())) > 0:
    seen = email.message_from_bytes(sys.stdin.buffer.read(size), policy=email.policy.default)
    for fact in facts(seen):
        print(base64.b64encode(fact.encode("utf-8", "surrogatepass")).decode())
    print(flush=True)
