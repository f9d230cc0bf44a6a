package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Report;
import dev.tidings.mail.Sha256;
import dev.tidings.notification.WebhookProvider;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a provider told, as it goes on record: what says nothing of whether a mail arrived, or whether its reader wants
/// it, does not. Whoever writes to us of their own accord may have misspelled it: that is kept for people to look at.
/// Several recipients of one event stay together.
///
/// @param now stands for the time of an event that tells none, or one to come
record Incoming(WebhookProvider provider, Instant now) {
    private static final int ID_MAX = 255;

    List<Arrival> of(List<Told> events) {
        Map<String, List<Told>> byId = events.stream()
                .filter(each -> each.meaning().fate() != Fate.OTHER || isMisspelled(each))
                .collect(Collectors.groupingBy(Incoming::id, LinkedHashMap::new, Collectors.toList()));
        return byId.entrySet().stream()
                .map(each -> arrival(each.getKey(), each.getValue()))
                .toList();
    }

    boolean isMisspelled(Told told) {
        return provider == WebhookProvider.STANDARD && told.type() == EventType.UNKNOWN;
    }

    /// A call that cannot be read, to be shown to a person.
    Arrival garbled(byte[] body) {
        return new Arrival(provider.word(), hash(body), now, Report.other(Clues.NONE), beginning(body));
    }

    private Arrival arrival(String id, List<Told> told) {
        Told first = told.getFirst();
        Report report = new Report(first.kind(), told.stream().map(Told::notice).toList(), first.clues());
        return new Arrival(
                provider.word(),
                id,
                first.at().filter(at -> at.isBefore(now)).orElse(now),
                report,
                beginning(first.raw().octets()));
    }

    /// The event's own. Where a provider gives none, it is made of what is the same each time it is told.
    private static String id(Told told) {
        return Facts.line(told.names().event(), ID_MAX).orElseGet(() -> derived(told));
    }

    private static String derived(Told told) {
        boolean enough = told.at().isPresent() && told.names().message().isPresent();
        if (!enough) {
            return hash(told.raw().octets());
        }
        return hash(Stream.of(
                        Optional.of(told.type().word()),
                        told.recipient(),
                        told.names().message(),
                        told.at().map(Instant::toString),
                        Optional.of(told.meaning().reason().word()))
                .map(each -> each.orElse("") + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8));
    }

    private static String hash(byte[] octets) {
        return "sha-256:" + Sha256.hex(octets);
    }

    private static byte[] beginning(byte[] octets) {
        return octets.length <= Arrival.ORIGINAL_MAX ? octets : Arrays.copyOf(octets, Arrival.ORIGINAL_MAX);
    }
}
