package dev.tidings.bus.nats;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Wires;
import dev.tidings.notification.ServerAddress;

/// A NATS server, or a cluster of them, as carrier and as wires over one connection. Nobody connects before something
/// is carried or listened for.
public final class NatsBus implements AutoCloseable {
    private final NatsAddress address;
    private final Line line;
    private final Carrier carrier;
    private final Wires wires;

    private NatsBus(NatsAddress address, WorkStream.Limits limits) {
        Names names = new Names(address.prefix());
        this.address = address;
        this.line = new Line(address);
        this.carrier = new NatsCarrier(line, names, limits);
        this.wires = new NatsWires(line, names);
    }

    /// @param address `nats://user:password@host:4222,host2:4222?prefix=tidings`; `tls://…` with `ca=file.pem`
    /// @throws IllegalArgumentException when it is none, with the reason
    public static NatsBus at(String address) {
        return at(address, WorkStream.Limits.USUAL);
    }

    /// @param address of the form [AddressForm#NATS]
    /// @throws IllegalArgumentException when its `ca` cannot be read
    public static NatsBus at(ServerAddress address) {
        return new NatsBus(new NatsAddress(address), WorkStream.Limits.USUAL);
    }

    static NatsBus at(String address, WorkStream.Limits limits) {
        return new NatsBus(NatsAddress.of(address), limits);
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
        carrier.close();
        line.close();
    }

    /// Without user and password.
    @Override
    public String toString() {
        return "nats at " + address;
    }
}
