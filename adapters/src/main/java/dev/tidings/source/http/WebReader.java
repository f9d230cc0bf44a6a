package dev.tidings.source.http;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.source.json.JsonRows;
import dev.tidings.source.json.MalformedJson;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.RowReader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rows of one answer, read as it comes in.
record WebReader(Answer answer, JsonRows rows, Question question) implements RowReader {
    @Override
    public @Nullable Row read(Consumer<String> unreadable) throws SourceFailure {
        try {
            return rows.next(unreadable);
        } catch (MalformedJson malformed) {
            throw question.failed(why(malformed), malformed);
        }
    }

    static String why(MalformedJson malformed) {
        return malformed.getCause() == null
                ? String.valueOf(malformed.getMessage())
                : malformed.getMessage() + ": " + malformed.getCause().getMessage();
    }

    @Override
    public void abort() {
        answer.close();
    }

    @Override
    public void close() {
        answer.close();
    }
}
