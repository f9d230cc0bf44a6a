package dev.tidings.server;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.MovableClock;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;

/// Stories told on a ledger in memory, with a clock that is moved by hand.
public abstract class MemoryStory implements LedgerStory {
    protected final MovableClock clock = new MovableClock(NINE);
    protected final MemoryLedger ledger = new MemoryLedger(clock);

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public History history() {
        return ledger.history();
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public void reopen() {
        ledger.abandonClaims();
    }
}
