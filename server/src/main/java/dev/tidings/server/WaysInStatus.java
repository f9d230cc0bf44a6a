package dev.tidings.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the ways are doing by which mail comes back in.
///
/// @param troubles what keeps it from that, each in a sentence
/// @param refused  how often a listener did not take in what was brought, since this process began, by reason;
///                 of those alone that occurred
public record WaysInStatus(List<String> troubles, Map<String, Long> refused) {
    /// Of a house that takes nothing in.
    public static final WaysInStatus NONE = new WaysInStatus(List.of(), Map.of());

    public WaysInStatus {
        troubles = List.copyOf(troubles);
        Map<String, Long> occurred = new LinkedHashMap<>(refused);
        occurred.values().removeIf(count -> count == 0);
        refused = Collections.unmodifiableMap(occurred);
    }
}
