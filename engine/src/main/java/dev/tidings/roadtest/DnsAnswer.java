package dev.tidings.roadtest;

import java.util.List;

/// What DNS says of a name.
public sealed interface DnsAnswer {
    /// @param values at least one
    record Found(List<String> values) implements DnsAnswer {
        public Found {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("found is at least one");
            }
        }
    }

    /// The name does not exist, or has no record of this kind.
    record Nothing() implements DnsAnswer {}

    /// Nobody said either: no server, no answer in time, or one that could not.
    ///
    /// @param why a line for a person
    record Unanswered(String why) implements DnsAnswer {}

    static DnsAnswer of(List<String> values) {
        return values.isEmpty() ? new Nothing() : new Found(values);
    }

    /// What was found; none where nothing was, or nobody answered.
    default List<String> orNone() {
        return switch (this) {
            case Found(List<String> values) -> values;
            case Nothing _, Unanswered _ -> List.of();
        };
    }
}
