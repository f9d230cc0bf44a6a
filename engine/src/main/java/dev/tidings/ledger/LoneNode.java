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
    private boolean wanted;

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
        return wanted;
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
        if (here) wanted = drained;
        return here;
    }

    /// As [History#nodes].
    ///
    /// @param held what it has in its hands
    public synchronized List<NodeRecord> nodes(Held held) {
        Duration silence = Duration.between(heard, clock.instant());
        return report.stream()
                .map(told -> new NodeRecord(
                        id(),
                        program,
                        new Life(since, silence, Standing.of(told.pace(), wanted)),
                        told,
                        held,
                        List.of(),
                        Set.of()))
                .toList();
    }
}
