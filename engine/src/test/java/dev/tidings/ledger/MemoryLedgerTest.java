package dev.tidings.ledger;

import dev.tidings.contracts.LedgerContract;
import dev.tidings.contracts.MemoryLedger;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The fake keeps the promises too.
final class MemoryLedgerTest extends LedgerContract {
    private @Nullable MemoryLedger ledger;

    @Override
    protected Opened open(InstantSource clock) {
        if (ledger == null) ledger = new MemoryLedger(clock);
        else ledger.abandonClaims();
        return new Opened(ledger, ledger.history());
    }
}
