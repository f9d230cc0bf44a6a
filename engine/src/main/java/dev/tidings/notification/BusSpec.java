package dev.tidings.notification;

/// What carries work between nodes, and brings events of other systems.
///
/// @param address `redis://host:6379`, `nats://host:4222`
public record BusSpec(Broker broker, Secret address) {
    @Override
    public String toString() {
        return broker.word() + ":…";
    }
}
