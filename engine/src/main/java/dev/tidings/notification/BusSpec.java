package dev.tidings.notification;

/// What carries work between nodes, and brings events of other systems.
///
/// @param address of the broker's form, [AddressForm#REDIS] or [AddressForm#NATS]
public record BusSpec(Broker broker, ServerAddress address) {
    @Override
    public String toString() {
        return address.toString();
    }
}
