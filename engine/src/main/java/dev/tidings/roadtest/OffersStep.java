package dev.tidings.roadtest;

import static java.util.stream.Collectors.joining;

import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Extensions;
import dev.tidings.smtp.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the server offers, and what each offer gives us.
record OffersStep(TransportSpec road, Meeting meeting) {
    private static final String NAME = Place.OFFERS.title();

    /// What a mail with a usual attachment has.
    private static final long ORDINARY_OCTETS = 10_000_000;

    private static final Map<String, String> GAINS = gains();

    private static Map<String, String> gains() {
        Map<String, String> gains = new LinkedHashMap<>();
        gains.put("PIPELINING", "a mail's commands leave together: one round trip a mail");
        gains.put("CHUNKING", "a mail's content goes by its length");
        gains.put("SIZE", "");
        gains.put("8BITMIME", "text goes as it is, without being encoded");
        gains.put("SMTPUTF8", "addresses with letters beyond ASCII before their @ can be reached");
        gains.put("DSN", "servers behind this one can be asked to tell what became of a mail (deliver.dsn)");
        gains.put("ENHANCEDSTATUSCODES", "refusals come with a code that says what is wrong");
        gains.put("AUTH", "");
        return gains;
    }

    Step step() {
        return meeting.journey().ehlo().map(this::offers).orElseGet(this::old);
    }

    private Step old() {
        return Step.warning(
                NAME,
                "it knows HELO only: no extension at all",
                "It works, slowly: one mail for each four round trips, no sign-in. Is this the server you mean?");
    }

    private Step offers(Reply ehlo) {
        Extensions extensions = Extensions.of(ehlo);
        List<Fact> facts = facts(extensions);
        String found = speed(extensions) + "; " + size(extensions.sizeMax());
        OptionalLong size = extensions.sizeMax();
        return (size.isPresent() && size.getAsLong() < ORDINARY_OCTETS
                        ? Step.warning(NAME, found, "Mails with larger attachments are not sent this way.")
                        : Step.passed(NAME, found))
                .with(facts);
    }

    private String speed(Extensions extensions) {
        int window = road.pool().window();
        if (extensions.chunking() && extensions.pipelining() && window > 1) {
            return "up to " + window + " mails in flight on a connection";
        }
        return extensions.pipelining() ? "one round trip a mail" : "four round trips a mail";
    }

    private static String size(OptionalLong most) {
        return most.isPresent() ? "mails of up to " + megabytes(most.getAsLong()) : "mails of any size";
    }

    private static String megabytes(long octets) {
        return octets < 1_000_000
                ? "%,d octets".formatted(octets)
                : String.format(Locale.ROOT, "%.1f MB", octets / 1e6).replace(".0 ", " ");
    }

    private List<Fact> facts(Extensions extensions) {
        List<Fact> facts = new ArrayList<>();
        GAINS.forEach((keyword, gain) -> facts.add(new Fact(keyword, of(keyword, gain, extensions))));
        String others = extensions.offered().keySet().stream()
                .filter(keyword -> !GAINS.containsKey(keyword))
                .sorted()
                .collect(joining(" "));
        if (!others.isEmpty()) {
            facts.add(new Fact("others", others + ": not needed"));
        }
        return facts;
    }

    private String of(String keyword, String gain, Extensions extensions) {
        if (!extensions.offered().containsKey(keyword)) {
            return "not offered";
        }
        return switch (keyword) {
            case "SIZE" -> size(extensions.sizeMax());
            case "AUTH" ->
                extensions.authMechanisms().stream().sorted().collect(joining(" "))
                        + Optional.of(meeting.server().login())
                                .filter(Optional::isEmpty)
                                .map(_ -> ": not used, as tidings.yaml names no user")
                                .orElse("");
            case "CHUNKING" ->
                gain
                        + (extensions.pipelining() && road.pool().window() > 1
                                ? ", and up to " + road.pool().window() + " are in flight at once (window)"
                                : "");
            default -> gain;
        };
    }
}
