package dev.tidings.smtp;

/// Text as a parameter of MAIL and RCPT carries it.
final class Xtext {
    private Xtext() {}

    /// As RFC 3461 §4 has it: `a+b` becomes `a+2Bb`.
    ///
    /// @param ascii without control characters
    static String of(String ascii) {
        return escaped(ascii, "+%02X");
    }

    /// An original recipient with the type of its address. One beyond ASCII is written in the form that every
    /// server can take (RFC 6533 §3): `utf-8;\x{7528}\x{6237}@example.cn`.
    static String recipient(String address) {
        boolean ascii = address.chars().allMatch(c -> c < 0x80);
        return ascii ? "rfc822;" + of(address) : "utf-8;" + escaped(address, "\\x{%02X}");
    }

    private static String escaped(String text, String form) {
        boolean embeds = form.startsWith("\\");
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            boolean plain = c > ' ' && c < 0x7F && c != '+' && c != '=' && !(embeds && c == '\\');
            escaped.append(plain ? Character.toString(c) : form.formatted(c));
        });
        return escaped.toString();
    }
}
