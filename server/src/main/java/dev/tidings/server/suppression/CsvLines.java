package dev.tidings.server.suppression;

import dev.tidings.source.file.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Lines of a CSV file, and the records they make: a value in quotes may run over several.
final class CsvLines {
    private static final int CHARACTERS_MAX = 10_000;
    /// A quote that is open longer was never closed.
    private static final int LINES_OF_A_RECORD_MAX = 50;

    private final BufferedReader file;
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int number;

    CsvLines(Reader file) {
        this.file = new BufferedReader(file);
    }

    /// @param number from 1
    record Line(int number, String text) {}

    /// The next one; empty after the last. Of one that is too long so much is kept that it is refused.
    Optional<Line> next() throws IOException {
        if (!putBack.isEmpty()) {
            return Optional.of(putBack.pop());
        }
        int next = file.read();
        if (next < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        for (; next >= 0 && next != '\n' && next != '\r'; next = file.read()) {
            if (line.length() <= CHARACTERS_MAX) {
                line.append((char) next);
            }
        }
        if (next == '\r') {
            skipLineFeed();
        }
        number++;
        boolean marked = number == 1 && !line.isEmpty() && line.charAt(0) == '\uFEFF';
        return Optional.of(new Line(number, marked ? line.substring(1) : line.toString()));
    }

    private void skipLineFeed() throws IOException {
        file.mark(1);
        if (file.read() != '\n') {
            file.reset();
        }
    }

    /// The record that begins with a line. Where a quote is never closed, that line alone is lost.
    CsvRecord record(Line first, char separator) throws IOException {
        CsvRecord alone = parse(first.text, separator);
        if (!(alone instanceof CsvRecord.Open)) {
            return alone;
        }
        List<Line> taken = new ArrayList<>();
        StringBuilder text = new StringBuilder(first.text);
        while (taken.size() < LINES_OF_A_RECORD_MAX) {
            Optional<Line> more = next();
            if (more.isEmpty()) {
                break;
            }
            taken.add(more.get());
            text.append('\n').append(more.get().text);
            CsvRecord record = parse(text.toString(), separator);
            if (record instanceof CsvRecord.Whole) {
                return record;
            }
            if (record instanceof CsvRecord.Bad) {
                alone = text.length() > CHARACTERS_MAX ? record : alone;
                break;
            }
        }
        taken.reversed().forEach(putBack::push);
        return alone;
    }

    private static CsvRecord parse(String text, char separator) {
        return text.length() > CHARACTERS_MAX
                ? new CsvRecord.Bad("has more than %,d characters".formatted(CHARACTERS_MAX))
                : CsvRecord.parse(text, separator);
    }
}
