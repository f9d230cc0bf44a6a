package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
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
/// @param written    canonical text of settings by place, such as `transports.main`: what goes into revisions
record House(
        boolean readable,
        ZoneId zone,
        Optional<Mailbox> from,
        List<String> transports,
        Set<String> sources,
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
