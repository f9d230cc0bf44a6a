package dev.tidings.audience;

import dev.tidings.notification.Occurrence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `:name` stands for in a query.
public record Parameters(Map<String, @Nullable Object> values) {
    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// `:due`, `:from` and `:to`, as instants.
    public static Parameters of(Occurrence occurrence) {
        return new Parameters(Map.of(
                "due", occurrence.due(),
                "from", occurrence.period().from(),
                "to", occurrence.period().to()));
    }

    public Parameters with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Parameters(more);
    }
}
