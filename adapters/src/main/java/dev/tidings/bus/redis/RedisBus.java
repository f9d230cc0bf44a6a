package dev.tidings.bus.redis;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Wires;
import dev.tidings.notification.AddressForm;
import dev.tidings.notification.ServerAddress;
import java.time.Duration;

/// Redis Streams between nodes, and from other systems.
public final class RedisBus implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Contact contact;
    private final RedisCarrier carrier;
    private final RedisWires wires;

    private RedisBus(RedisServer server, String node) {
        this.contact = new Contact(server);
        this.carrier = new RedisCarrier(server, contact, node, RedisCarrier.Bounds.USUAL);
        this.wires = new RedisWires(server, node, AGAIN);
    }

    /// Nothing is asked of it yet: one that is not there is trouble, not a failure.
    ///
    /// @param address of the form [AddressForm#REDIS]
    /// @param node    this process, told from all others
    public static RedisBus at(ServerAddress address, String node) {
        return new RedisBus(new RedisServer(address), node);
    }

    /// @throws IllegalArgumentException when the address is none, with the reason
    public static RedisBus at(String address, String node) {
        return at(AddressForm.REDIS.read(address), node);
    }

    public Carrier carrier() {
        return carrier;
    }

    public Wires wires() {
        return wires;
    }

    @Override
    public void close() {
        wires.close();
        contact.close();
    }
}
