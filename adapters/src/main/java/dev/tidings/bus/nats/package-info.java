/// **bus.nats**: NATS JetStream carries ids of deliveries between nodes, and brings events of other systems.
///
/// Everything on the server is made by whoever finds it missing, at any time: the server may be emptied, restarted or
/// away, and nobody who calls waits long for it or has an exception. Works with nats-server 2.9 and newer.
///
/// May import: the engine's bus and its address, the NATS client.
@NullMarked
package dev.tidings.bus.nats;

import org.jspecify.annotations.NullMarked;
