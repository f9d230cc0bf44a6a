package dev.tidings.workspace;

/// A value as a message shows it: in quotes, on one line, not endless.
final class Quoted {
    private static final int SHOWN_MAX = 60;

    private Quoted() {}

    static String of(String text) {
        return "\"" + shown(text) + "\"";
    }

    static String shown(String text) {
        int end = text.codePointCount(0, text.length()) <= SHOWN_MAX
                ? text.length()
                : text.offsetByCodePoints(0, SHOWN_MAX - 1);
        String plain = text.substring(0, end).replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", " ");
        return end == text.length() ? plain : plain + "…";
    }
}
