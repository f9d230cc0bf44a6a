package dev.tidings.store.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An array of texts, to be spelled as PostgreSQL reads one. It keeps no NUL.
///
/// @param all null where there is none
record Texts(Collection<Optional<String>> all) {
    /// @param column its text, or an `Optional` of that
    static <T> Texts of(List<T> rows, Function<T, Object> column) {
        return new Texts(rows.stream().map(column).map(Texts::text).toList());
    }

    private static Optional<String> text(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(String::valueOf)
                : Optional.of(String.valueOf(value));
    }

    @Override
    public String toString() {
        return all.stream()
                .map(each -> each.map(Texts::quoted).orElse("NULL"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace('\0', '\ufffd') + '"';
    }
}
