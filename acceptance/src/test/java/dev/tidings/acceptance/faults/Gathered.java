package dev.tidings.acceptance.faults;

import static org.awaitility.Awaitility.await;

import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.OctetsMax;
import dev.tidings.deliver.Transport;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A transport that first sets out when all who are to go together wait for it, so that which of them are in flight
/// at once does not hang on luck.
final class Gathered implements Transport {
    private final Transport transport;
    private final BooleanSupplier gathered;
    private boolean setOut;

    Gathered(Transport transport, BooleanSupplier gathered) {
        this.transport = transport;
        this.gathered = gathered;
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public void carry(Clerk clerk) {
        if (!setOut) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(gathered::getAsBoolean);
            setOut = true;
        }
        transport.carry(clerk);
    }

    @Override
    public OctetsMax octetsMax() {
        return transport.octetsMax();
    }

    @Override
    public int window() {
        return transport.window();
    }

    @Override
    public Use use() {
        return transport.use();
    }

    @Override
    public void sweep() {
        transport.sweep();
    }

    @Override
    public void close() {
        transport.close();
    }
}
