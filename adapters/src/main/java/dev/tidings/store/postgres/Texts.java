package dev.tidings.store.postgres;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An array of texts, to be spelled as PostgreSQL reads one.
record Texts(Collection<String> all) {
    static <T> Texts of(List<T> rows, Function<T, Object> column) {
        return new Texts(rows.stream().map(column).map(String::valueOf).toList());
    }

    @Override
    public String toString() {
        return all.stream().map(Texts::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
