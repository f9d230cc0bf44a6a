package dev.tidings.run;

import dev.tidings.deliver.Breaker;
import dev.tidings.ledger.Ledger;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finding out whether a closed road is up again: one node's duty at a time.
final class Trying implements Breaker.Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trying.class);

    private final String duty;
    private final Ledger ledger;

    Trying(String road, Ledger ledger) {
        this.duty = "trying " + road;
        this.ledger = ledger;
    }

    @Override
    public boolean begin() {
        return ledger.onDuty(duty, Breaker.PROBE);
    }

    /// Where that fails it ends by itself.
    @Override
    public void giveBack() {
        try {
            ledger.onDuty(duty, Duration.ZERO);
        } catch (RuntimeException failed) {
            LOG.debug("{} was not given back", duty, failed);
        }
    }
}
