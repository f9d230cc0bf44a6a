package dev.tidings.server;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Wires;
import dev.tidings.bus.nats.NatsBus;
import dev.tidings.bus.redis.RedisBus;
import dev.tidings.notification.BusSpec;
import dev.tidings.notification.Settings;
import dev.tidings.notification.StoreSpec;
import java.util.HexFormat;
import java.util.Random;

/// What `bus` names: it carries work between nodes, where there may be several, and brings events of other systems.
record OpenBus(Carrier carrier, Wires wires, AutoCloseable broker) implements AutoCloseable {
    private static final OpenBus NONE = new OpenBus(Carrier.NONE, Wires.NONE, () -> {});

    /// @throws IllegalStateException in a sentence for people, when it cannot be meant
    static OpenBus of(Settings settings) {
        return settings.nodes().bus().map(bus -> of(bus, settings.store())).orElse(NONE);
    }

    private static OpenBus of(BusSpec bus, StoreSpec store) {
        try {
            return switch (bus.broker()) {
                case REDIS -> {
                    RedisBus redis = RedisBus.at(bus.address(), thisProcess());
                    yield new OpenBus(carrier(store, redis.carrier()), redis.wires(), redis);
                }
                case NATS -> {
                    NatsBus nats = NatsBus.at(bus.address());
                    yield new OpenBus(carrier(store, nats.carrier()), nats.wires(), nats);
                }
            };
        } catch (IllegalArgumentException mistaken) {
            throw new IllegalStateException("tidings.yaml, bus: " + mistaken.getMessage(), mistaken);
        }
    }

    /// One process has nobody to carry anything to.
    private static Carrier carrier(StoreSpec store, Carrier carrier) {
        return switch (store) {
            case StoreSpec.File _ -> Carrier.NONE;
            case StoreSpec.Shared _ -> carrier;
        };
    }

    /// Told from all that share the bus.
    private static String thisProcess() {
        byte[] octets = new byte[6];
        new Random().nextBytes(octets);
        return ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(octets);
    }

    @Override
    public void close() throws Exception {
        carrier.close();
        broker.close();
    }
}
