package dev.tidings.server.suppression;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom not to mail now, as CSV (RFC 4180) that [CsvImport] reads back.
public final class CsvList {
    static final List<String> COLUMNS =
            List.of("address", "notification", "reason", "since", "expires", "source", "by", "note");
    private static final int PAGE = 1000;

    private CsvList() {}

    /// Writes all that hold, newest first, a page at a time.
    public static void write(History history, Appendable out) throws IOException {
        out.append(String.join(",", COLUMNS)).append("\r\n");
        Page page = Page.first(PAGE);
        while (true) {
            List<SuppressionRecord> records = history.suppressions("", Which.HOLDING, page);
            for (SuppressionRecord each : records) {
                out.append(line(each.suppression())).append("\r\n");
            }
            if (records.size() < PAGE) {
                return;
            }
            page = new Page(records.getLast().id(), PAGE);
        }
    }

    private static String line(Suppression each) {
        return Stream.of(
                        each.address().toString(),
                        each.notification().orElse(""),
                        each.reason().word(),
                        each.since().toString(),
                        each.expires().map(Object::toString).orElse(""),
                        each.act().source(),
                        each.act().by(),
                        each.act().note())
                .map(CsvList::quoted)
                .collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        String harmless = isFormula(text) ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /// A spreadsheet would carry it out.
    static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r'".indexOf(text.charAt(0)) >= 0;
    }
}
