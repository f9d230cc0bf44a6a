package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Broker;
import dev.tidings.notification.EventSubject;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a notification's file needs to know of `tidings.yaml`, as far as that could be read.
///
/// @param readable   whether the names below are all there are
/// @param transports in the order in which they are declared
/// @param bus        what brings events of other systems
/// @param written    canonical text of settings by place, such as `transports.main`: what goes into revisions
record House(
        boolean readable,
        ZoneId zone,
        Optional<Mailbox> from,
        List<String> transports,
        Set<String> sources,
        Optional<Broker> bus,
        Map<String, String> written) {
    /// The way out when none is declared; mail stays in the house.
    static final String CATCHER = "catcher";

    String usualTransport() {
        return transports.isEmpty() ? CATCHER : transports.getFirst();
    }

    Kind<String> transport() {
        return known("transport", transports, "Declare it in tidings.yaml.");
    }

    Kind<String> source() {
        return known("source", sources, "Declare it in tidings.yaml.");
    }

    Kind<EventSubject> subject() {
        String form = "Events are written nats:orders.shipped or redis:orders.";
        return new Kind<>("a subject of events", form, text -> {
            for (Broker broker : Broker.values()) {
                String scheme = broker.word() + ":";
                if (text.startsWith(scheme)) {
                    EventSubject subject = new EventSubject(broker, text.substring(scheme.length()));
                    requireBus(broker);
                    return subject;
                }
            }
            throw new Mistake(Quoted.of(text) + " does not say who brings the events", form);
        });
    }

    private void requireBus(Broker broker) {
        if (!readable || bus.filter(broker::equals).isPresent()) {
            return;
        }
        if (bus.isPresent()) {
            throw new Mistake(
                    "the bus of tidings.yaml is %s, which brings no events of %s"
                            .formatted(bus.get().word(), broker.word()),
                    "There is one bus. Have these said there too, or fired by a call: POST"
                            + " /api/v1/notifications/NAME/occurrences.");
        }
        throw new Mistake(
                "tidings.yaml names no bus that brings events of " + broker.word(),
                "Write bus: " + broker.word() + "://host there.");
    }

    private Kind<String> known(String noun, Collection<String> names, String otherwise) {
        return new Kind<>("a " + noun, otherwise, name -> {
            if (readable && !names.contains(name)) {
                throw new Mistake(
                        "no " + noun + " is called " + Quoted.of(name),
                        Guess.sentence(name, names)
                                + (names.isEmpty()
                                        ? otherwise
                                        : "Known here: "
                                                + String.join(
                                                        ", ",
                                                        names.stream().sorted().toList()) + "."));
            }
            return name;
        });
    }
}
