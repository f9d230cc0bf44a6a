package dev.tidings.mail;

import java.util.regex.Pattern;

/// One mailbox, `local@domain`, as it goes on the wire: `MAIL FROM:<…>`, `RCPT TO:<…>`.
///
/// Both parts may be given as a person writes them and are kept in one canonical form, so that equal values
/// are equal mailboxes: the local part in Unicode NFC, quoted only where it must be, its case kept (RFC 5321
/// §2.4); the domain in lower case, internationalised labels as A-labels (UTS 46, non-transitional). Address
/// literals (`[192.0.2.1]`), comments, source routes and display names are refused. Together at most 254
/// octets (RFC 5321 §4.5.3.1.3: a path has 256, with its brackets), in the canonical form, which goes on the
/// wire, and as they are given: whoever wrote it goes on using that, and other programs would refuse it.
///
/// @param local  1–64 octets of UTF-8 (RFC 5321 §4.5.3.1.1, RFC 6531), a dot-atom or a quoted string
/// @param domain 1–255 octets of ASCII (RFC 5321 §4.5.3.1.2)
public record Address(String local, String domain) {
    private static final int OCTETS_MAX = 254;
    private static final Pattern ANY =
            Pattern.compile("([^\\s<>\"'(),:;\\[\\]@])[^\\s<>\"'(),:;\\[\\]@]{0,63}@([^\\s<>\"'(),;@]+)");

    /// @throws MalformedAddress when either part breaks a rule
    public Address {
        requireOctets(local, domain);
        local = LocalPart.canonical(local);
        domain = Domain.canonical(domain);
        requireOctets(local, domain);
    }

    private static void requireOctets(String local, String domain) {
        int octets = Text.octets(local) + 1 + Text.octets(domain);
        if (octets > OCTETS_MAX) {
            throw new MalformedAddress(
                    "the address has %d octets; at most %d are allowed".formatted(octets, OCTETS_MAX));
        }
    }

    /// Reads exactly one address and nothing around it, not even a space.
    ///
    /// @throws MalformedAddress when the text is anything else
    public static Address parse(String text) {
        int at = text.startsWith("\"") ? LocalPart.endOfQuoted(text) : text.indexOf('@');
        if (at < 0 || at >= text.length() || text.charAt(at) != '@') {
            throw new MalformedAddress(
                    text.isBlank() ? "the address is empty" : "an @ is missing between name and domain");
        }
        return new Address(text.substring(0, at), text.substring(at + 1));
    }

    /// Can only a server that offers SMTPUTF8 take this address (RFC 6531)? An internationalised domain alone
    /// does not need it.
    public boolean needsSmtpUtf8() {
        return !Grammar.isAscii(local);
    }

    /// Two addresses with the same key are the same person: the local part as it is, the domain in lower
    /// case. Local parts that differ in case may be different people (RFC 5321 §2.4), so we never fold them.
    public String key() {
        return toString();
    }

    /// For logs: enough to recognise an address one knows, too little to learn one: `z***@qq.com`.
    public String masked() {
        int shown = local.codePointCount(0, local.length()) == 1 ? 0 : local.offsetByCodePoints(0, 1);
        return local.substring(0, shown) + "***@" + domain;
    }

    /// What others say, for logs, with all that may be an address in it masked.
    public static String maskedIn(String text) {
        return ANY.matcher(text).replaceAll("$1***@$2");
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
