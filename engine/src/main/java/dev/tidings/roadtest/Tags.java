package dev.tidings.roadtest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A list of tags, as DKIM and DMARC write it: `v=DMARC1; p=none` (RFC 6376 §3.2). Names are lower-case.
record Tags(Map<String, String> values) {
    /// @return empty when it is no such list
    static Optional<Tags> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String tag : text.split(";")) {
            int equals = tag.indexOf('=');
            if (tag.isBlank()) {
                continue;
            }
            String name = equals < 0 ? "" : tag.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!name.matches("[a-z][a-z0-9_]*") || values.containsKey(name)) {
                return Optional.empty();
            }
            values.put(name, tag.substring(equals + 1).strip());
        }
        return Optional.of(new Tags(values));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// In lower case.
    String word(String name, String usual) {
        return get(name).map(value -> value.toLowerCase(Locale.ROOT)).orElse(usual);
    }
}
