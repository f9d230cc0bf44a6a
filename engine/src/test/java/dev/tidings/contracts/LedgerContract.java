package dev.tidings.contracts;

import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// All that [Ledger] and [History] promise. An adapter's test extends this and opens its store.
public abstract class LedgerContract
        implements FiringPromises,
                DrawingPromises,
                ClaimPromises,
                SettlingPromises,
                ReplyPromises,
                UncertaintyPromises,
                DecisionPromises,
                SuppressionPromises,
                FeedbackPromises,
                UnheardPromises,
                RatesPromises,
                StopPromises,
                GoingOnPromises,
                HistoryPromises,
                CopyPromises,
                RoadPromises,
                RetentionPromises,
                NodePromises,
                LedgerWalk {
    /// A store that was opened; closing the ledger closes both.
    public record Opened(Ledger ledger, History history) {}

    private final MovableClock clock = new MovableClock(NINE);
    private Opened opened;

    /// Opens the test's store: an empty one at first, and the same one again after it was closed.
    protected abstract Opened open(InstantSource clock) throws Exception;

    @BeforeEach
    void open() throws Exception {
        opened = open(clock);
    }

    @AfterEach
    void close() {
        opened.ledger().close();
    }

    @Override
    public Ledger ledger() {
        return opened.ledger();
    }

    @Override
    public History history() {
        return opened.history();
    }

    @Override
    public MovableClock clock() {
        return clock;
    }

    @Override
    public void reopen() {
        try {
            opened.ledger().close();
            opened = open(clock);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
