package dev.tidings.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A node as the others know it.
///
/// @param report what it last told of itself
/// @param duties what it alone does for all
/// @param behind notifications of which another node that works runs something newer
public record NodeRecord(
        String id, Program program, Life life, NodeReport report, Held held, List<String> duties, Set<String> behind) {
    public NodeRecord {
        duties = List.copyOf(duties);
        behind = Set.copyOf(behind);
    }

    /// @param since   when it began
    /// @param silence for how long it has not been heard of
    /// @param drained for how long somebody has wanted it drained; empty while nobody does
    public record Life(Instant since, Duration silence, Standing standing, Optional<Duration> drained) {
        public Life(Instant since, Duration silence, Standing standing) {
            this(since, silence, standing, Optional.empty());
        }
    }

    /// Deliveries in its hands.
    ///
    /// @param sending those whose end-of-data may have been written
    public record Held(long claimed, long sending) {
        public static final Held NOTHING = new Held(0, 0);
    }

    public enum Standing {
        WORKING,
        DRAINING,
        DRAINED,
        /// Not heard of any more, without having said goodbye: what it had is the others'.
        GONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Of one that is heard of.
        ///
        /// @param wanted whether somebody wants it drained
        public static Standing of(NodeReport.Pace pace, boolean wanted) {
            return switch (pace) {
                case WORKING -> wanted ? DRAINING : WORKING;
                case DRAINING -> DRAINING;
                case DRAINED -> DRAINED;
            };
        }
    }

    /// Who of those that are alive runs which revision of the workspace, by its beginning; one entry while all agree.
    public static Map<String, List<String>> revisions(List<NodeRecord> nodes) {
        return nodes.stream()
                .filter(NodeRecord::alive)
                .collect(Collectors.groupingBy(
                        each -> each.report().revision().brief(),
                        TreeMap::new,
                        Collectors.mapping(NodeRecord::id, Collectors.toList())));
    }

    /// `3f9c27d1 on b; 77ab0c1d on a, c`
    public static String inWords(Map<String, List<String>> revisions) {
        return revisions.entrySet().stream()
                .map(each -> each.getKey() + " on " + String.join(", ", each.getValue()))
                .collect(Collectors.joining("; "));
    }

    public boolean alive() {
        return life.standing() != Standing.GONE;
    }
}
