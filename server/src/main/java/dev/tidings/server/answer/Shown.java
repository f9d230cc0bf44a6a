package dev.tidings.server.answer;

/// Text as it is shown to people: what a stranger wrote moves no cursor, rings no bell and turns no line
/// around.
///
/// Lines and tabs stay, and so do the invisible characters that scripts and emoji are joined with.
public final class Shown {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int RIGHT_TO_LEFT_MARK = 0x200F;
    private static final int SOFT_HYPHEN = 0xAD;

    private Shown() {}

    /// Every other control, formatting (bidirectional overrides too) and separator character becomes `?`.
    public static String clean(String text) {
        if (text.codePoints().allMatch(Shown::isFit)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0, letter; at < text.length(); at += Character.charCount(letter)) {
            letter = text.codePointAt(at);
            boolean endsLine = letter == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            clean.appendCodePoint(isFit(letter) || endsLine ? letter : '?');
        }
        return clean.toString();
    }

    /// JSON that says the same, with these characters escaped; in JSON they stand within texts alone.
    public static String escaped(String json) {
        if (json.codePoints().allMatch(Shown::isFit)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length());
        for (int at = 0, letter; at < json.length(); at += Character.charCount(letter)) {
            letter = json.codePointAt(at);
            if (isFit(letter) || letter == '\r') {
                escaped.appendCodePoint(letter);
            } else {
                for (char half : Character.toChars(letter)) {
                    escaped.append("\\u%04x".formatted((int) half));
                }
            }
        }
        return escaped.toString();
    }

    private static boolean isFit(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL -> letter == '\n' || letter == '\t';
            case Character.FORMAT ->
                letter == SOFT_HYPHEN || (letter >= ZERO_WIDTH_NON_JOINER && letter <= RIGHT_TO_LEFT_MARK);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
