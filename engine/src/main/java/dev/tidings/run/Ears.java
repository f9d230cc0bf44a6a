package dev.tidings.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bus.Wires;
import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import dev.tidings.mail.Sha256;
import dev.tidings.notification.Broker;
import dev.tidings.notification.Cause;
import dev.tidings.notification.EventSubject;
import dev.tidings.notification.Heard;
import dev.tidings.notification.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Listens for the events that fire notifications. An event that comes twice fires once: its own id is the request's
/// name.
final class Ears implements AutoCloseable {
    private static final int ID_MAX = 255;

    private final Wires wires;
    private final Trigger trigger;
    private final Optional<Broker> broker;
    private final Map<Ear, Listening> listening = new HashMap<>();

    private record Ear(String notification, EventSubject subject) {}

    /// @param broker to which the wires lead; empty where that is not known
    Ears(Wires wires, Trigger trigger, Optional<Broker> broker) {
        this.wires = wires;
        this.trigger = trigger;
        this.broker = broker;
    }

    /// Listens for what this workspace wants to hear, and no longer for the rest.
    synchronized void adopt(Workspace workspace) {
        Set<Ear> wanted = workspace.notifications().values().stream()
                .flatMap(each -> each.when().on().stream().map(subject -> new Ear(each.id(), subject)))
                .collect(Collectors.toSet());
        Map<Ear, Listening> unwanted = new HashMap<>(listening);
        unwanted.keySet().removeAll(wanted);
        listening.keySet().retainAll(wanted);
        close(unwanted.values());
        wanted.forEach(ear -> listening.computeIfAbsent(ear, this::listen));
    }

    private Listening listen(Ear ear) {
        boolean isElsewhere =
                broker.filter(each -> each != ear.subject().broker()).isPresent();
        return (isElsewhere ? Wires.NONE : wires)
                .listen(ear.notification(), ear.subject().name(), event -> hear(ear, event));
    }

    /// Acknowledged once it has returned: the occurrence is on record then.
    private void hear(Ear ear, Incoming event) {
        Heard heard = new Heard(ear.subject(), name(event.id()));
        if (trigger.fire(ear.notification(), Optional.empty(), Cause.EVENT, Optional.of(heard.request()))
                .isEmpty()) {
            throw new IllegalStateException("there is no notification " + ear.notification());
        }
    }

    /// Others' ids are of any length and of any characters; what a ledger's key does not take stands there by its hash.
    private static String name(String id) {
        boolean plain = id.length() <= ID_MAX && id.chars().noneMatch(Character::isISOControl);
        return plain ? id : "sha-256:" + Sha256.hex(id.getBytes(UTF_8));
    }

    /// What is not heard, and why.
    synchronized List<Deafness> deafnesses() {
        List<Deafness> all = new ArrayList<>();
        listening.forEach((ear, each) ->
                each.trouble().ifPresent(why -> all.add(new Deafness(ear.notification(), ear.subject(), why))));
        return all;
    }

    /// Waits for nobody.
    synchronized void stop() {
        listening.values().forEach(Listening::stop);
    }

    @Override
    public synchronized void close() {
        close(listening.values());
        listening.clear();
    }

    /// All at once: each may wait for what it hears.
    private static void close(Collection<Listening> ended) {
        ended.forEach(Listening::stop);
        ended.forEach(Listening::close);
    }
}
