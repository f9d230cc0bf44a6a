package dev.tidings.source.file;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.source.file.Lines.Line;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Records of a CSV file as rows.
final class CsvReader implements RowReader {
    /// A quoted value may run over so many lines; a quote that is open longer was never closed.
    private static final int LINES_OF_A_RECORD_MAX = 1_000;

    private static final int LETTERS_OF_A_RECORD_MAX = 1_000_000;

    private final Lines lines;
    private final Question question;
    private @Nullable Header header;

    CsvReader(Lines lines, Question question) {
        this.lines = lines;
        this.question = question;
    }

    private record Header(char separator, List<String> names) {}

    @Override
    public @Nullable Row read(Consumer<String> unreadable) throws SourceFailure {
        try {
            if (header == null) header = header();
            for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
                @Nullable Row row = row(line, header, unreadable);
                if (row != null) return row;
            }
            return null;
        } catch (IOException failure) {
            throw question.failed("cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Header header() throws IOException, SourceFailure {
        @Nullable Line line = lines.next();
        if (line == null) throw question.failed("%s is empty; its first line names the columns".formatted(lines.path));
        if (line.text() == null) throw question.failed(notUtf8(line));
        String text = line.text();
        char separator = text.indexOf(',') >= 0 ? ',' : text.indexOf(';') >= 0 ? ';' : '\t';
        CsvRecord record = CsvRecord.parse(text, separator);
        if (!(record instanceof CsvRecord.Whole(List<String> written))) {
            throw question.failed("%s: the header's quotes are not in order".formatted(lines.place(line.number())));
        }
        List<String> names = written.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) throw question.failed("%s: a column has no name".formatted(lines.place(line.number())));
            if (!seen.add(name))
                throw question.failed("%s: two columns are called \"%s\"".formatted(lines.place(line.number()), name));
        }
        return new Header(separator, names);
    }

    /// Null when there is none in this line, or none that can be read.
    private @Nullable Row row(Line line, Header header, Consumer<String> unreadable) throws IOException {
        if (line.text() == null) {
            unreadable.accept(notUtf8(line));
            return null;
        }
        if (line.text().isBlank()) return null;
        return switch (CsvRecord.parse(line.text(), header.separator)) {
            case CsvRecord.Whole(List<String> values) -> row(values, line, header, unreadable);
            case CsvRecord.Bad(String why) -> {
                unreadable.accept(lines.place(line.number()) + ": " + why);
                yield null;
            }
            case CsvRecord.Open _ -> overSeveralLines(line, header, unreadable);
        };
    }

    private @Nullable Row overSeveralLines(Line first, Header header, Consumer<String> unreadable) throws IOException {
        StringBuilder text = new StringBuilder(String.valueOf(first.text()));
        List<Line> taken = new ArrayList<>();
        while (taken.size() < LINES_OF_A_RECORD_MAX && text.length() < LETTERS_OF_A_RECORD_MAX) {
            @Nullable Line more = lines.next();
            if (more == null || more.text() == null) {
                if (more != null) taken.add(more);
                break;
            }
            taken.add(more);
            text.append('\n').append(more.text());
            if (more.text().indexOf('"') < 0) continue;
            CsvRecord record = CsvRecord.parse(text.toString(), header.separator);
            if (record instanceof CsvRecord.Whole(List<String> values)) return row(values, first, header, unreadable);
            if (record instanceof CsvRecord.Bad) break;
        }
        // only the line that opened the quote is lost: the others are read on their own
        lines.putBack(taken);
        unreadable.accept(lines.place(first.number()) + ": a quote is opened and not closed");
        return null;
    }

    private @Nullable Row row(List<String> values, Line line, Header header, Consumer<String> unreadable) {
        if (values.size() != header.names.size()) {
            unreadable.accept("%s: has %d values where the header has %d"
                    .formatted(lines.place(line.number()), values.size(), header.names.size()));
            return null;
        }
        Map<String, @Nullable Object> row = LinkedHashMap.newLinkedHashMap(values.size());
        for (int i = 0; i < values.size(); i++) row.put(header.names.get(i), values.get(i));
        return new Row(row);
    }

    private String notUtf8(Line line) {
        return lines.place(line.number()) + ": is not UTF-8; save the file as UTF-8";
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException alreadyGone) {
            // nothing is lost: we only read
        }
    }
}
