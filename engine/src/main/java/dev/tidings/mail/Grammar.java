package dev.tidings.mail;

/// Which characters the mail standards allow where.
public final class Grammar {
    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";
    private static final String TSPECIALS = "()<>@,;:\\\"/[]?=";

    private Grammar() {}

    /// May `c` stand in an atom (RFC 5322 §3.2.3)? Of ASCII only.
    public static boolean isAtext(int c) {
        return isLetterOrDigit(c) || (c < 0x80 && ATEXT_SYMBOLS.indexOf(c) >= 0);
    }

    /// May `c` stand in a MIME token, such as a media type or a parameter's name (RFC 2045 §5.1)?
    public static boolean isToken(int c) {
        return c > ' ' && c < 0x7F && TSPECIALS.indexOf(c) < 0;
    }

    /// May `c` stand in the name of a header field (RFC 5322 §3.6.8)?
    public static boolean isFieldName(int c) {
        return c > ' ' && c < 0x7F && c != ':';
    }

    /// Is every character below U+0080?
    public static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) return false;
        }
        return true;
    }

    static boolean isLetterOrDigit(int c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// Atoms joined by single dots, neither first nor last (RFC 5322 §3.2.3), ASCII only.
    static boolean isDotAtom(String text) {
        boolean afterDot = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? afterDot : !isAtext(c)) return false;
            afterDot = c == '.';
        }
        return !afterDot;
    }
}
