package dev.tidings.smtp;

/// Makes what a stranger sent fit to be shown in a log, a terminal or a page.
public final class Display {
    private static final int START_LENGTH = 40;

    private Display() {}

    /// Every control, formatting (bidirectional overrides too) and separator character becomes `?`, a tab `
    /// `.
    public static String clean(String text) {
        return isPlain(text) || text.codePoints().allMatch(Display::isFit) ? text : replaced(text);
    }

    /// As nearly all that servers say is: printable ASCII.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /// The first few characters, clean.
    static String start(String text) {
        String clean = clean(text);
        return clean.length() <= START_LENGTH ? clean : clean.substring(0, START_LENGTH) + "…";
    }

    private static String replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isFit(c) ? c : c == '\t' ? ' ' : '?').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isFit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
