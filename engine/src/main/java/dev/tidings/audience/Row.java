package dev.tidings.audience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of a source: columns by name, in the source's order.
///
/// Values are text, numbers (`Long`, `Double`, `BigDecimal`), `Boolean`, `java.time` values, lists and maps
/// of these, or null.
public record Row(Map<String, @Nullable Object> columns) {
    public Row {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// The column's value as text; empty when there is no such column or it is null or blank.
    public Optional<String> text(String column) {
        return Optional.ofNullable(columns.get(column)).map(Object::toString).filter(text -> !text.isBlank());
    }
}
