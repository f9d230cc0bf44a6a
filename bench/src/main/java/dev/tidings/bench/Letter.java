package dev.tidings.bench;

import java.util.ArrayList;
import java.util.List;

/// The mail that everybody sends here: about 5 KB of HTML and text, twenty values, ten rows.
public final class Letter {
    public static final String SUBJECT = "Your weekly report";

    private Letter() {}

    public static String people(int count) {
        return "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + count + ") "
                + "insert into people select i, 'Person ' || i, 'person' || i || '@example.org', i % 1000, i % 7 from n";
    }

    /// A body in a template language.
    ///
    /// @param value how a value is written there: `{{ %s }}`
    public static String html(String value, String rowsBegin, String row, String rowsEnd) {
        StringBuilder html = new StringBuilder("<html><body><h1>Hello ").append(value.formatted("name"));
        html.append("</h1><p>Your balance is ")
                .append(value.formatted("balance"))
                .append(".</p>");
        for (String paragraph : paragraphs()) {
            html.append("<p style=\"font-family: sans-serif; color: #333\">")
                    .append(paragraph)
                    .append(' ')
                    .append(value.formatted("logins"))
                    .append(" times.</p>");
        }
        return html.append("<table>")
                .append(rowsBegin)
                .append(row)
                .append(rowsEnd)
                .append("</table></body></html>")
                .toString();
    }

    public static String text(String value) {
        return "Hello " + value.formatted("name") + "\n\nYour balance is " + value.formatted("balance") + ".\n\n"
                + String.join("\n\n", paragraphs()) + "\n";
    }

    public static List<String> rows() {
        return java.util.stream.IntStream.range(0, 10)
                .mapToObj(each -> "Order " + each + " of this week")
                .toList();
    }

    private static List<String> paragraphs() {
        List<String> all = new ArrayList<>();
        for (int each = 0; each < 12; each++) {
            all.add(
                    "Paragraph " + each
                            + " of a report that somebody wants to read on Monday morning, with enough words in it to be like mail,");
        }
        return all;
    }
}
