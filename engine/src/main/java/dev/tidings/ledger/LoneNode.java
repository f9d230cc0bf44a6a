package dev.tidings.ledger;

import dev.tidings.ledger.NodeRecord.Held;
import dev.tidings.ledger.NodeRecord.Life;
import dev.tidings.ledger.NodeRecord.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The only node of a store that one process has to itself.
public final class LoneNode {
    private final Program program;
    private final InstantSource clock;
    private final Instant since;
    private Optional<NodeReport> report = Optional.empty();
    private Instant heard;
    private Optional<Instant> wanted = Optional.empty();

    public LoneNode(Program program, InstantSource clock) {
        this.program = program;
        this.clock = clock;
        this.since = clock.instant();
        this.heard = since;
    }

    public String id() {
        return program.name();
    }

    /// As [Ledger#present].
    public synchronized boolean present(NodeReport report) {
        this.report = Optional.of(report);
        heard = clock.instant();
        return wanted.isPresent();
    }

    /// As [Ledger#drain].
    public synchronized boolean drain(String node) {
        return want(node, true);
    }

    /// As [Ledger#resume].
    public synchronized boolean resume(String node) {
        return want(node, false);
    }

    private boolean want(String node, boolean drained) {
        boolean here = report.isPresent() && node.equals(id());
        if (here) wanted = drained ? wanted.or(() -> Optional.of(clock.instant())) : Optional.empty();
        return here;
    }

    /// As [History#nodes].
    ///
    /// @param held what it has in its hands
    public synchronized List<NodeRecord> nodes(Held held) {
        Instant now = clock.instant();
        return report.stream()
                .map(told -> new NodeRecord(
                        id(),
                        program,
                        new Life(
                                since,
                                Duration.between(heard, now),
                                Standing.of(told.pace(), wanted.isPresent()),
                                wanted.map(at -> Duration.between(at, now))),
                        told,
                        held,
                        List.of(),
                        Set.of()))
                .toList();
    }
}
