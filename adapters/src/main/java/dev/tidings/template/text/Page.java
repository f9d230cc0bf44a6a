package dev.tidings.template.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Lines of text of at most 78 columns (RFC 5322 §2.1.1). A Chinese, Japanese or Korean letter takes two
/// columns, and a line may end after any of them; a word longer than a line, such as a long link, stays
/// whole.
final class Page {
    private static final int COLUMNS = 78;
    private static final String BETWEEN_CELLS = " | ";

    private final List<String> lines = new ArrayList<>();
    private final Deque<String> indents = new ArrayDeque<>();
    private final StringBuilder words = new StringBuilder();
    private String bullet = "";
    private boolean blankWanted;

    /// Running text: white space counts once.
    void words(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = Character.isWhitespace(c) || c == '\u00A0';
            boolean afterSpace = words.isEmpty() || Character.isWhitespace(words.charAt(words.length() - 1));
            if (!space) {
                if (!isInvisible(c)) words.append(c);
            } else if (!afterSpace) {
                words.append(' ');
            }
        }
    }

    /// Soft hyphens, and the zero-width fillers that preview texts are padded with.
    private static boolean isInvisible(char c) {
        return c == '\u00AD' || c == '\u200B' || c == '\u200C' || c == '\u2060' || c == '\uFEFF' || c == '\u034F';
    }

    /// Text whose spaces and line ends count.
    void verbatim(String text) {
        String[] several = text.split("\\R", -1);
        for (int i = 0; i < several.length; i++) {
            if (i > 0) lineBreak();
            words.append(several[i].stripTrailing());
        }
    }

    void cell() {
        words.append(BETWEEN_CELLS);
    }

    /// What follows stands on a line of its own.
    void line() {
        if (!words.toString().isBlank()) lineBreak();
        else words.setLength(0);
    }

    /// What follows stands apart.
    void paragraph() {
        line();
        blankWanted = true;
    }

    void lineBreak() {
        String text = words.toString().stripTrailing();
        words.setLength(0);
        if (text.isEmpty()) {
            blankWanted = true;
            return;
        }
        startText();
        wrap(text);
    }

    void rule() {
        line();
        startText();
        lines.add("-".repeat(COLUMNS));
        blankWanted = true;
    }

    void underline(char with) {
        line();
        if (lines.isEmpty() || lines.getLast().isBlank()) return;
        lines.add(String.valueOf(with).repeat(Math.clamp(width(lines.getLast()), 1, COLUMNS)));
        blankWanted = true;
    }

    void item(String bullet) {
        line();
        this.bullet = bullet;
        indents.push(" ".repeat(bullet.length()));
    }

    void indent(String with) {
        paragraph();
        indents.push(with);
    }

    void outdent() {
        line();
        indents.poll();
        bullet = "";
    }

    String finished() {
        line();
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private void startText() {
        if (blankWanted && !lines.isEmpty()) lines.add("");
        blankWanted = false;
    }

    private void wrap(String text) {
        String following = String.join("", indents.reversed());
        String prefix = following.substring(0, Math.max(0, following.length() - bullet.length())) + bullet;
        if (bullet.isEmpty()) prefix = following;
        bullet = "";
        StringBuilder line = new StringBuilder(prefix);
        int used = width(prefix);
        int start = used;
        for (String word : pieces(text)) {
            int wide = width(word);
            if (used + width(word.stripTrailing()) > COLUMNS && used > start) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(following);
                used = start = width(following);
            }
            line.append(word);
            used += wide;
        }
        lines.add(line.toString().stripTrailing());
    }

    /// Where a line may be broken: after a space, and around every wide letter.
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int after = i + Character.charCount(c);
            boolean wideFollows =
                    after < text.length() && isWide(text.codePointAt(after)) && !isClosing(text.codePointAt(after));
            boolean closingFollows = after < text.length() && isClosing(text.codePointAt(after));
            if (c == ' ' || wideFollows || (isWide(c) && !closingFollows)) {
                pieces.add(text.substring(from, after));
                from = after;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static int width(String text) {
        int width = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            width += isWide(c) ? 2 : 1;
        }
        return width;
    }

    private static boolean isWide(int c) {
        if (c < 0x1100) return false;
        return c <= 0x115F
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    /// Punctuation that does not begin a line.
    private static boolean isClosing(int c) {
        return c > 0x7F && "，。、；：？！）》」』】”’〉…".indexOf(c) >= 0;
    }
}
