package dev.tidings.source.file;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.source.json.JsonRows;
import dev.tidings.source.json.MalformedJson;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An array in a JSON file. Where the file is malformed nobody can say where the next row begins, so that is
/// a failure.
record JsonFileReader(InputStream octets, JsonRows rows, Question question) implements RowReader {

    static JsonFileReader of(Path file, String path, String pointer, Question question)
            throws IOException, MalformedJson {
        InputStream octets = Files.newInputStream(file);
        try {
            return new JsonFileReader(octets, JsonRows.of(octets, path, pointer), question);
        } catch (MalformedJson malformed) {
            octets.close();
            throw malformed;
        }
    }

    @Override
    public @Nullable Row read(Consumer<String> unreadable) throws SourceFailure {
        try {
            return rows.next(unreadable);
        } catch (MalformedJson malformed) {
            throw question.failed(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        try {
            octets.close();
        } catch (IOException alreadyGone) {
            // nothing is lost: we only read
        }
    }
}
