package dev.tidings.source.file;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.source.file.Lines.Line;
import dev.tidings.source.json.JsonRows;
import dev.tidings.source.json.MalformedJson;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.RowReader;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A file with one JSON object per line.
record JsonLinesReader(Lines lines, Question question) implements RowReader {
    @Override
    public @Nullable Row read(Consumer<String> unreadable) throws SourceFailure {
        try {
            for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
                @Nullable Row row = row(line, unreadable);
                if (row != null) return row;
            }
            return null;
        } catch (IOException failure) {
            throw question.failed("cannot be read: " + failure.getMessage(), failure);
        }
    }

    private @Nullable Row row(Line line, Consumer<String> unreadable) {
        if (line.text() == null) {
            unreadable.accept(lines.place(line.number()) + ": is not UTF-8; save the file as UTF-8");
            return null;
        }
        if (line.text().isBlank()) return null;
        try {
            return JsonRows.line(line.text());
        } catch (MalformedJson malformed) {
            unreadable.accept(lines.place(line.number()) + ": " + malformed.getMessage());
            return null;
        }
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
