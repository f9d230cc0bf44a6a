package dev.tidings.source.file;

import java.util.ArrayList;
import java.util.List;

/// What a line, or several, of a CSV file came to (RFC 4180).
public sealed interface CsvRecord {
    record Whole(List<String> values) implements CsvRecord {}

    /// A quote is still open where the text ends.
    record Open() implements CsvRecord {}

    record Bad(String why) implements CsvRecord {}

    static CsvRecord parse(String text, char separator) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder value = new StringBuilder();
                at = quoted(text, at + 1, value);
                if (at < 0) return new Open();
                values.add(value.toString());
                if (at < text.length() && text.charAt(at) != separator) {
                    return new Bad("value %d goes on after its closing quote".formatted(values.size()));
                }
            } else {
                int end = text.indexOf(separator, at);
                if (end < 0) end = text.length();
                String value = text.substring(at, end);
                if (value.indexOf('"') >= 0)
                    return new Bad(
                            "value %d has a quote in it, but does not begin with one".formatted(values.size() + 1));
                values.add(value);
                at = end;
            }
            if (at >= text.length()) return new Whole(values);
            at++;
        }
    }

    /// @return behind the closing quote; -1 when there is none
    private static int quoted(String text, int from, StringBuilder value) {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) return -1;
            value.append(text, at, quote);
            boolean doubled = quote + 1 < text.length() && text.charAt(quote + 1) == '"';
            if (!doubled) return quote + 1;
            value.append('"');
            at = quote + 2;
        }
    }
}
