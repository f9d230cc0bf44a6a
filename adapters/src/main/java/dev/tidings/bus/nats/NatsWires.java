package dev.tidings.bus.nats;

import dev.tidings.bus.Wires;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Hears events by a durable consumer for each listener and subject, on the stream that has the subject.
final class NatsWires implements Wires {
    private final Line line;
    private final Names names;
    private final Set<NatsListening> listening = ConcurrentHashMap.newKeySet();

    NatsWires(Line line, Names names) {
        this.line = line;
        this.names = names;
    }

    @Override
    public Listening listen(String listener, String subject, Ear ear) {
        listening.removeIf(each -> !each.isOpen());
        NatsListening made = new NatsListening(line, names, listener, subject, ear);
        listening.add(made);
        return made;
    }

    /// The line is the bus's.
    @Override
    public void close() {
        listening.forEach(Listening::stop);
        listening.forEach(Listening::close);
        listening.clear();
    }
}
