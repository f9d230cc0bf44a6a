package dev.tidings.server.suppression;

import static java.util.function.Predicate.not;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.Suppressed;
import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.server.suppression.CsvLines.Line;
import dev.tidings.source.file.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads a list of whom not to mail. Its first line names the columns, of which only the address is needed; a file
/// without such a line has one address a line. What can be read is put on record, a page at a time; what cannot is
/// told.
public final class CsvImport {
    private static final int PAGE = 5000;
    private static final int PROBLEMS_MAX = 100;

    private final Act act;
    private final Reason usual;
    private final Instant now;
    private final Predicate<String> known;
    private final Function<Collection<Suppression>, Suppressed> record;
    private final List<Suppression> page = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    /// Names of notifications, each asked for once.
    private final Set<String> asked = new HashSet<>();
    private long rows;
    private long unread;
    private long added;
    private long leftOut;

    /// @param act    who does it; a row may say more exactly where it comes from
    /// @param usual  the reason where a row says none
    /// @param known  whether there is a notification of that name; a row about another is put on record, and told
    /// @param record puts a page on record
    public CsvImport(
            Act act,
            Reason usual,
            Instant now,
            Predicate<String> known,
            Function<Collection<Suppression>, Suppressed> record) {
        this.act = act;
        this.usual = usual;
        this.now = now;
        this.known = known;
        this.record = record;
    }

    /// @param rows     how many were read, the unread ones included
    /// @param added    how many are new on record; of the others, one that holds as long was there already
    /// @param unread   how many could not be read
    /// @param problems the first of them, of rows about no notification that there is, and columns that nobody
    ///                 knows: `line 7: an @ is missing between name and domain`
    /// @param leftOut  how many waiting mails are suppressed now
    public record Imported(long rows, long added, long unread, List<String> problems, long leftOut) {}

    public Imported read(Reader file) throws IOException {
        CsvLines lines = new CsvLines(file);
        Optional<Columns> columns = Optional.empty();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().text().isBlank()) {
                continue;
            }
            if (columns.isEmpty()) {
                columns = columns(line.get());
                if (columns.isEmpty()) {
                    break;
                }
                if (columns.get().named()) {
                    continue;
                }
            }
            add(line.get().number(), lines.record(line.get(), columns.get().separator()), columns.get());
        }
        write();
        return new Imported(rows, added, unread, List.copyOf(problems), leftOut);
    }

    /// Empty where nothing can be read without them, or would mean something else than is written.
    private Optional<Columns> columns(Line first) {
        Optional<Columns> columns = Columns.of(first.text());
        Optional<String> mistake = columns.isEmpty()
                ? Optional.of("none of these columns is called address (or email, or recipient)")
                : columns.flatMap(Columns::mistake);
        if (mistake.isPresent()) {
            rows++;
            unread++;
            problem(first.number(), mistake.get() + "; nothing is read");
            return Optional.empty();
        }
        columns.map(Columns::unknown)
                .filter(not(List::isEmpty))
                .ifPresent(unknown -> problem(
                        first.number(),
                        "not read: %s; known columns are %s"
                                .formatted(String.join(", ", unknown), String.join(", ", CsvList.COLUMNS))));
        return columns;
    }

    private void add(int number, CsvRecord record, Columns columns) {
        rows++;
        try {
            Suppression suppression = suppression(columns.row(values(record)));
            page.add(suppression);
            suppression
                    .notification()
                    .filter(asked::add)
                    .filter(not(known))
                    .ifPresent(id -> problem(
                            number, "there is no notification \"%s\"; it is on record all the same".formatted(id)));
        } catch (Unreadable | IllegalArgumentException mistake) {
            unread++;
            problem(number, String.valueOf(mistake.getMessage()));
        }
        if (page.size() == PAGE) {
            write();
        }
    }

    private static List<String> values(CsvRecord record) throws Unreadable {
        return switch (record) {
            case CsvRecord.Whole(List<String> values) -> values;
            case CsvRecord.Open open -> throw new Unreadable("a quote is opened and not closed");
            case CsvRecord.Bad(String why) -> throw new Unreadable(why);
        };
    }

    private void problem(int line, String what) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add("line " + line + ": " + what);
        }
    }

    private void write() {
        if (page.isEmpty()) {
            return;
        }
        Suppressed suppressed = record.apply(List.copyOf(page));
        added += suppressed.added().size();
        leftOut += suppressed.leftOut().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        page.clear();
    }

    private Suppression suppression(Map<String, String> row) throws Unreadable {
        Instant since = instant("since", row).orElse(now);
        if (since.isAfter(now)) {
            throw new Unreadable("since: %s is yet to come".formatted(row.get("since")));
        }
        return new Suppression(address(row), notification(row), reason(row), act(row), since, instant("expires", row));
    }

    /// A row that says where it comes from says also who it was, or that nobody knows.
    private Act act(Map<String, String> row) {
        String by = row.containsKey("source") ? "" : act.by();
        return Act.cut(
                row.getOrDefault("source", act.source()),
                row.getOrDefault("by", by),
                row.getOrDefault("note", act.note()));
    }

    private static Address address(Map<String, String> row) throws Unreadable {
        if (row.getOrDefault("address", "").contains("\uFFFD")) {
            throw new Unreadable("it is not in UTF-8");
        }
        try {
            return Address.parse(row.getOrDefault("address", ""));
        } catch (MalformedAddress malformed) {
            throw new Unreadable(String.valueOf(malformed.getMessage()));
        }
    }

    private static Optional<String> notification(Map<String, String> row) throws Unreadable {
        Optional<String> notification = Optional.ofNullable(row.get("notification"));
        if (notification.isPresent() && !notification.get().matches("[a-z0-9][a-z0-9-]{0,99}")) {
            throw new Unreadable("notification: \"%s\" is no notification's id".formatted(notification.get()));
        }
        return notification;
    }

    private Reason reason(Map<String, String> row) {
        return Optional.ofNullable(row.get("reason")).map(Reason::of).orElse(usual);
    }

    /// `2026-11-23`, or with a time and an offset.
    private static Optional<Instant> instant(String column, Map<String, String> row) throws Unreadable {
        String text = row.getOrDefault(column, "");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            text.length() == 10
                                    ? LocalDate.parse(text)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()
                                    : OffsetDateTime.parse(text.replace(' ', 'T'))
                                            .toInstant());
        } catch (DateTimeException unreadable) {
            throw new Unreadable("%s: \"%s\" is no date such as 2026-11-23".formatted(column, text));
        }
    }

    /// Why a line says nothing of use. Stays inside this file.
    @SuppressWarnings("serial")
    private static final class Unreadable extends Exception {
        private Unreadable(String why) {
            super(why, null, false, false);
        }
    }
}
