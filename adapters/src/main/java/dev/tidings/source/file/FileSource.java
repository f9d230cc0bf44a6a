package dev.tidings.source.file;

import dev.tidings.audience.Folder;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Files;
import dev.tidings.source.json.MalformedJson;
import dev.tidings.source.reading.PagedRows;
import dev.tidings.source.reading.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// The workspace's own files as a source.
public final class FileSource implements Source {
    private final Files files;
    private final Folder workspace;

    public FileSource(Files files, Path workspace) {
        this.files = files;
        this.workspace = new Folder(workspace);
    }

    @Override
    public Rows rows(Query query, Parameters parameters) throws SourceFailure {
        Question question = new Question(files.name(), query, parameters, files.limits());
        String text = query.text().strip();
        int hash = text.indexOf('#');
        String path = hash < 0 ? text : text.substring(0, hash);
        String pointer = hash < 0 ? "" : text.substring(hash + 1);
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (hash >= 0 && !ending.equals("json")) throw question.failed("only a .json file has places to point at");
        try {
            return switch (ending) {
                case "csv" -> new PagedRows(question, new CsvReader(Lines.of(workspace.file(path), path), question));
                case "jsonl", "ndjson" ->
                    new PagedRows(question, new JsonLinesReader(Lines.of(workspace.file(path), path), question));
                case "json" ->
                    new PagedRows(question, JsonFileReader.of(workspace.file(path), path, pointer, question));
                default -> throw question.failed("a file of rows ends in .csv, .json or .jsonl");
            };
        } catch (IOException | MalformedJson failure) {
            throw question.failed(String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {}
}
