package dev.tidings.mime;

/// What there is in a text that matters for its encoding, found in one walk.
///
/// @param length      of the text in octets
/// @param lines       line ends, of any kind
/// @param escapes     octets that quoted-printable writes as `=XX`
/// @param fitsAsIs    nothing forbids 7bit: ASCII without control characters, lines of at most 998 octets
///                    (RFC 5322 §2.1.1), no line that starts with `From ` (old mailboxes would quote it), no
///                    `=_` (see [Boundary])
record Survey(int length, int lines, int escapes, boolean fitsAsIs) {
    private static final int LINE_OCTETS_MAX = 998;

    static Survey of(byte[] text) {
        int lines = 0;
        int escapes = 0;
        int lineStart = 0;
        boolean fits = !QuotedPrintable.isFromLine(text, 0);
        for (int i = Plain.end(text, 0, text.length); i < text.length; i = Plain.end(text, i + 1, text.length)) {
            switch (text[i]) {
                case '\t' -> {}
                case '\r', '\n' -> {
                    fits &= i - lineStart <= LINE_OCTETS_MAX;
                    if (text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n') i++;
                    lines++;
                    lineStart = i + 1;
                    fits &= !QuotedPrintable.isFromLine(text, lineStart);
                }
                case '=' -> {
                    escapes++;
                    fits &= i + 1 == text.length || text[i + 1] != '_';
                }
                default -> {
                    escapes++;
                    fits = false;
                    for (; i + 1 < text.length && text[i + 1] < 0; i++) escapes++;
                }
            }
        }
        fits &= text.length - lineStart <= LINE_OCTETS_MAX;
        return new Survey(text.length, lines, escapes, fits);
    }

    Encoding encoding() {
        if (fitsAsIs) return Encoding.SEVEN_BIT;
        return octetsQuotedPrintable() <= octetsBase64() ? Encoding.QUOTED_PRINTABLE : Encoding.BASE64;
    }

    int octets() {
        return switch (encoding()) {
            case SEVEN_BIT -> length + lines;
            case QUOTED_PRINTABLE -> octetsQuotedPrintable();
            case BASE64 -> octetsBase64();
        };
    }

    /// About the size as quoted-printable: escapes and soft line breaks counted, protected dots and spaces
    /// not.
    int octetsQuotedPrintable() {
        long octets = length + lines + 2L * escapes;
        return clamp(octets + octets / 72 * 3);
    }

    private int octetsBase64() {
        return Base64Lines.octets(length + lines);
    }

    private static int clamp(long octets) {
        return (int) Math.min(octets, Integer.MAX_VALUE / 2);
    }
}
