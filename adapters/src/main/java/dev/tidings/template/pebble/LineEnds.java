package dev.tidings.template.pebble;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line that ends in a tag or a comment ends with it: its line end is not printed. One that ends in a value
/// keeps its line end.
///
/// Pebble can only drop the line end after both or after neither, and then either the lines of a text mail
/// run together or every `{% if %}` leaves an empty one. So the line end is moved into the tag, where nobody
/// sees it and lines keep their numbers.
final class LineEnds {
    private static final Pattern VERBATIM = Pattern.compile("-?\\s*verbatim\\s*-?");
    /// What is not closed before something else opens in a line below.
    private static final Pattern OPENS_BELOW = Pattern.compile("\\n[^\"'{]*\\{[{%]");

    private static final Pattern END_VERBATIM = Pattern.compile("\\{%-?\\s*endverbatim");

    private final String source;
    private final StringBuilder tucked;
    private int at;

    private LineEnds(String source) {
        this.source = source;
        this.tucked = new StringBuilder(source.length());
    }

    static String tucked(String source) {
        return new LineEnds(source).tuck();
    }

    /// What opens and is never closed.
    ///
    /// @param delimiter `{{`, `{%` or `{#`
    record Unclosed(String delimiter, int line, int column) {
        String told() {
            String end = delimiter.equals("{{") ? "}}" : delimiter.charAt(1) + "}";
            return "a %s opens in column %d and is never closed: close it with %s".formatted(delimiter, column, end);
        }
    }

    static Optional<Unclosed> unclosed(String source) {
        LineEnds ends = new LineEnds(source);
        for (int open = ends.open(0); open >= 0; open = ends.open(ends.at)) {
            int close = ends.close(open);
            boolean comment = source.charAt(open + 1) == '#';
            if (close < 0
                    || !comment
                            && OPENS_BELOW
                                    .matcher(source.substring(open + 2, close))
                                    .find()) {
                String before = source.substring(0, open);
                int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                int column = open - before.lastIndexOf('\n');
                return Optional.of(new Unclosed(source.substring(open, open + 2), line, column));
            }
            ends.at = close + 2;
            if (VERBATIM.matcher(source.substring(open + 2, close).strip()).matches()) ends.copyVerbatim();
        }
        return Optional.empty();
    }

    private String tuck() {
        for (int open = open(at); open >= 0; open = open(at)) {
            int close = close(open);
            if (close < 0) break;
            copyTo(close);
            tuckLineEnd(open, close);
            copyTo(close + 2);
            if (VERBATIM.matcher(source.substring(open + 2, close).strip()).matches()) copyVerbatim();
        }
        copyTo(source.length());
        return tucked.toString();
    }

    /// Where the next tag, comment or value begins.
    private int open(int from) {
        for (int i = source.indexOf('{', from); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            if ("%#{".indexOf(source.charAt(i + 1)) >= 0) return i;
        }
        return -1;
    }

    /// Where it ends; delimiters in quotes are none.
    private int close(int open) {
        char kind = source.charAt(open + 1);
        String delimiter = kind == '{' ? "}}" : kind + "}";
        for (int i = open + 2; i < source.length(); i++) {
            char c = source.charAt(i);
            if (source.startsWith(delimiter, i)) return i;
            if (kind != '#' && (c == '"' || c == '\'')) i = endOfQuoted(i);
        }
        return -1;
    }

    private int endOfQuoted(int open) {
        char quote = source.charAt(open);
        for (int i = open + 1; i < source.length(); i++) {
            if (source.charAt(i) == '\\') i++;
            else if (source.charAt(i) == quote) return i;
        }
        return source.length();
    }

    private void tuckLineEnd(int open, int close) {
        boolean value = source.charAt(open + 1) == '{';
        boolean trimming = source.charAt(close - 1) == '-';
        String lineEnd = source.startsWith("\r\n", close + 2) ? "\r\n" : source.startsWith("\n", close + 2) ? "\n" : "";
        if (value || trimming || lineEnd.isEmpty()) return;
        tucked.append(lineEnd).append(source, close, close + 2);
        at = close + 2 + lineEnd.length();
    }

    private void copyVerbatim() {
        Matcher end = END_VERBATIM.matcher(source);
        if (end.find(at)) copyTo(end.start());
    }

    private void copyTo(int end) {
        if (end > at) {
            tucked.append(source, at, end);
            at = end;
        }
    }
}
