package dev.tidings.mail;

/// What any text must obey before it may stand in a header or in an SMTP command.
final class Text {
    private Text() {}

    /// Refuses what could end a line or hide in one: C0 and C1 control characters (CR, LF, NUL, U+0085 …),
    /// the separators U+2028 and U+2029, and halves of surrogate pairs, which have no UTF-8 form.
    static void requirePrintable(String what, String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c >= ' ' && c < 0x7F) continue;
            if (isLineBreaking(c)) throw new IllegalArgumentException(what + " contains " + name(c));
        }
    }

    static boolean isLineBreaking(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }

    static void requireOctets(String what, String text, int min, int max) {
        int octets = octets(text);
        if (octets < min || octets > max) {
            throw new IllegalArgumentException(
                    "%s has %d octets; %d to %d are allowed".formatted(what, octets, min, max));
        }
    }

    /// The length of the text in UTF-8.
    static int octets(String text) {
        int octets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // each half of a surrogate pair counts for two of its four octets
            octets += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return octets;
    }

    /// How to show a character to a person when it cannot safely show itself.
    static String name(int c) {
        return c > ' ' && c < 0x7F ? "'" + Character.toString(c) + "'" : "U+%04X".formatted(c);
    }
}
