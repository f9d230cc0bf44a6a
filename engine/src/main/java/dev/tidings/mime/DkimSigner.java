package dev.tidings.mime;

import dev.tidings.mime.HeaderFields.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/// Signs written messages with DKIM (RFC 6376), `relaxed/relaxed`, with every key of the sender's domain, or of
/// the nearest domain above it that has keys. Several threads may sign at once.
///
/// A field is named in `h=` once more than it stands in the message, so that nobody can add another one that
/// a reader sees first. There is no `x=`: a signature holds for as long as its key is published.
public final class DkimSigner {
    /// Signed whether they are there or not: whoever adds one breaks the signature.
    private static final List<String> ALWAYS = List.of(
            "From",
            "To",
            "Cc",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding");

    /// Signed where they are there. A list that passes the mail on may add its own where there are none.
    private static final List<String> WHERE_PRESENT = List.of(
            "Sender",
            "In-Reply-To",
            "References",
            "List-Id",
            "List-Help",
            "List-Subscribe",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Post",
            "List-Owner",
            "List-Archive",
            "Auto-Submitted",
            "Feedback-ID",
            "X-Tidings-Trace");

    private static final int COLUMNS_MAX = 76;
    private static final int SIGNATURE_OCTETS = 1400; // of an RSA key of 4096 bits

    private final List<DkimKey> keys;

    public DkimSigner(List<DkimKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// The keys that sign mail from a domain, in the order in which they were given; none when there is none.
    public List<DkimKey> keys(String from) {
        List<DkimKey> covering = keys.stream().filter(key -> key.covers(from)).toList();
        return covering.stream()
                .max(Comparator.comparingInt(key -> key.domain().length()))
                .map(nearest -> covering.stream()
                        .filter(key -> key.domain().equals(nearest.domain()))
                        .toList())
                .orElse(List.of());
    }

    /// The message with its signatures before it; the message itself when there is no key for the domain.
    ///
    /// @param mail from [Mime#write]
    /// @param from the domain of its From
    /// @param at   when it was signed, as `t=` says it: the message's own date, so that the same message gets
    ///             the same signature
    public byte[] sign(byte[] mail, String from, Instant at) {
        List<DkimKey> signing = keys.isEmpty() ? List.of() : keys(from);
        if (signing.isEmpty()) return mail;
        HeaderFields header = HeaderFields.of(mail);
        Octets names = new Octets(512);
        Octets signed = new Octets(header.body() + SIGNATURE_OCTETS);
        cover(mail, header.fields(), names, signed);
        Octets tags = new Octets(names.size() + 64);
        tags.add(" t=").add(Long.toString(Math.max(0, at.getEpochSecond()))).add(";\r\n");
        tags.add(names.toByteArray()).add(";\r\n bh=");
        tags.add(Base64.getEncoder().encode(Relaxed.bodyHash(mail, header.body())))
                .add(";\r\n b=");

        Octets out = new Octets(signing.size() * SIGNATURE_OCTETS);
        byte[] common = tags.toByteArray();
        byte[] covered = signed.toByteArray();
        for (DkimKey key : signing) sign(key, common, covered, out);
        return joined(out.toByteArray(), mail);
    }

    /// Copies once, as a mail may have megabytes.
    private static byte[] joined(byte[] signatures, byte[] mail) {
        byte[] whole = Arrays.copyOf(signatures, signatures.length + mail.length);
        System.arraycopy(mail, 0, whole, signatures.length, mail.length);
        return whole;
    }

    private static void sign(DkimKey key, byte[] common, byte[] covered, Octets out) {
        Octets field = new Octets(common.length + 128);
        field.add("DKIM-Signature: v=1; a=").add(key.key().kind().word()).add("-sha256; c=relaxed/relaxed;\r\n d=");
        field.add(key.domain()).add("; s=").add(key.selector()).add(";\r\n").add(common);
        byte[] unsigned = field.toByteArray();

        Octets signed = new Octets(covered.length + unsigned.length).add(covered);
        Relaxed.field(unsigned, 0, unsigned.length, signed);
        out.add(unsigned);
        folded(Base64.getEncoder().encode(key.key().sign(signed.toByteArray())), out);
        out.crlf();
    }

    /// Behind ` b=`, white space means nothing.
    private static void folded(byte[] base64, Octets out) {
        int room = COLUMNS_MAX - " b=".length();
        for (int from = 0; from < base64.length; from += room) {
            if (from > 0) out.add("\r\n ");
            out.add(base64, from, Math.min(base64.length, from + room));
        }
    }

    /// Writes `h=…`, folded, and the canonical fields in its order.
    private static void cover(byte[] mail, List<Field> fields, Octets names, Octets signed) {
        Names h = new Names(names);
        for (String name : ALWAYS) {
            cover(name, mail, fields, h, signed);
            h.add(name);
        }
        for (String name : WHERE_PRESENT) {
            if (cover(name, mail, fields, h, signed)) h.add(name);
        }
    }

    /// Fields of the same name are signed from the last to the first (RFC 6376 §5.4.2).
    private static boolean cover(String name, byte[] mail, List<Field> fields, Names h, Octets signed) {
        boolean any = false;
        for (Field field : fields.reversed()) {
            if (!field.name().equalsIgnoreCase(name)) continue;
            h.add(name);
            Relaxed.field(mail, field.from(), field.to(), signed);
            signed.crlf();
            any = true;
        }
        return any;
    }

    /// ` h=From:From:To`, folded behind colons.
    private static final class Names {
        private final Octets out;
        private int column;

        Names(Octets out) {
            this.out = out;
        }

        void add(String name) {
            boolean fold = column + name.length() >= COLUMNS_MAX;
            String before = column == 0 ? " h=" : fold ? ":\r\n " : ":";
            out.add(before).add(name);
            column = (fold ? 1 : column + before.length()) + name.length();
        }
    }
}
