package dev.tidings.bus.redis;

import dev.tidings.bus.Wires;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Events out of streams of others. Nothing of theirs is ever deleted.
final class RedisWires implements Wires {
    private final RedisServer server;
    private final String node;
    private final Duration again;
    private final Set<RedisListening> all = ConcurrentHashMap.newKeySet();

    /// @param again what another node was given and did not acknowledge for so long is heard here
    RedisWires(RedisServer server, String node, Duration again) {
        this.server = server;
        this.node = node;
        this.again = again;
    }

    @Override
    public Listening listen(String listener, String subject, Ear ear) {
        Stream stream = new Stream(subject, server.key(listener), node);
        RedisListening listening = new RedisListening(server, stream, ear, again);
        all.removeIf(RedisListening::isClosed);
        all.add(listening);
        return listening;
    }

    /// All are told before the first is waited for.
    @Override
    public void close() {
        all.forEach(RedisListening::stop);
        all.forEach(RedisListening::close);
    }
}
