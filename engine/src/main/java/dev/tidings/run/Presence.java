package dev.tidings.run;

import dev.tidings.ledger.NodeReport;
import dev.tidings.ledger.NodeReport.Pace;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the other nodes how this one is doing, and has it drained while somebody wants that.
final class Presence {
    static final String NODES = "nodes";

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration WHILE_DRAINING = Duration.ofMillis(500);

    private final Stores stores;
    private final Couriers couriers;
    private final Expander expander;
    private final Supplier<Workspace> workspace;
    private volatile boolean resting;
    private volatile boolean leaving;

    Presence(Stores stores, Couriers couriers, Expander expander, Supplier<Workspace> workspace) {
        this.stores = stores;
        this.couriers = couriers;
        this.expander = expander;
        this.workspace = workspace;
    }

    /// Whether this node takes nothing.
    boolean resting() {
        return resting;
    }

    void turn() throws InterruptedException {
        tell();
        stores.bus().await(NODES, pace() == Pace.DRAINING ? WHILE_DRAINING : EVERY);
    }

    void tell() {
        boolean wanted = stores.ledger().present(report());
        if (wanted == resting || leaving) {
            return;
        }
        if (wanted) {
            LOG.info(
                    "{} is drained: it takes nothing more until somebody resumes it",
                    stores.ledger().node());
            rest();
        } else {
            LOG.info("{} works again", stores.ledger().node());
            resume();
        }
        stores.ledger().present(report());
    }

    private void rest() {
        resting = true;
        expander.rest();
        couriers.rest();
    }

    private void resume() {
        couriers.resume();
        expander.resume();
        resting = false;
    }

    /// The process is about to end, which is told if there is still time.
    void leave() {
        leaving = true;
        stores.bus().ring(NODES);
        Thread.ofVirtual().name("saying goodbye").start(this::sayGoodbye);
    }

    /// Whoever closes the ledger does not wait for it.
    private void sayGoodbye() {
        try {
            stores.ledger().present(report());
        } catch (IllegalStateException closed) {
            LOG.debug("{} left without a word: {}", stores.ledger().node(), closed.toString());
        }
    }

    private NodeReport report() {
        return new NodeReport(workspace.get().revision(), couriers.atWork(), pace());
    }

    private Pace pace() {
        if (!resting && !leaving) {
            return Pace.WORKING;
        }
        return resting && couriers.rested() && expander.rested() ? Pace.DRAINED : Pace.DRAINING;
    }
}
