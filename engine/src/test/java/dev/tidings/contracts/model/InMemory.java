package dev.tidings.contracts.model;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.MovableClock;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import java.util.List;
import java.util.function.Function;

/// Two nodes over the ledger in memory.
final class InMemory {
    private final MovableClock clock = new MovableClock(LedgerStory.NINE);
    private final MemoryLedger real = new MemoryLedger(clock);
    private final TwoNodes nodes;

    /// @param asked how the ledger is asked: as it should be, or with a [Defect]
    InMemory(Premise premise, Function<Ledger, Calls> asked) {
        Calls calls = asked.apply(real);
        this.nodes = new TwoNodes(new Told(real, real.history(), clock), List.of(calls, calls), premise);
    }

    private record Told(Ledger ledger, History history, MovableClock clock) implements LedgerStory {
        @Override
        public void reopen() {
            throw new UnsupportedOperationException("memory is gone when it is closed");
        }
    }

    TwoNodes nodes() {
        return nodes;
    }

    /// Two of which this is the same go on the same.
    @Override
    public String toString() {
        return nodes + "; " + real.outlook();
    }
}
