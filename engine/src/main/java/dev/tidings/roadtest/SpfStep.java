package dev.tidings.roadtest;

import dev.tidings.notification.TransportSpec;
import dev.tidings.workspace.SpfNames;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a domain says that mail from it may come by this road (SPF, RFC 7208).
///
/// Which addresses a provider sends from in the end cannot be seen from here. It is looked for what makes it
/// likely: the provider's own name for them, the server's address, or a name of the server's house.
///
/// @param addresses of the server
record SpfStep(Dns dns, TransportSpec road, List<InetAddress> addresses, String domain) {
    private static final String NAME = "SPF";

    Step step() {
        return switch (dns.texts(domain)) {
            case DnsAnswer.Found(List<String> values) ->
                records(values.stream().filter(SpfRecord::isOne).toList());
            case DnsAnswer.Nothing _ -> records(List.of());
            case DnsAnswer.Unanswered(String why) ->
                Step.warning(
                        NAME,
                        "not known: DNS does not answer (" + why + ")",
                        "Look from a machine that may ask DNS: dig +short TXT " + domain);
        };
    }

    private Step records(List<String> records) {
        if (records.isEmpty()) {
            return Step.warning(
                    NAME,
                    domain + " does not say who may send in its name",
                    "Publish a TXT record at " + domain + ": v=spf1 " + usual() + " ~all");
        }
        if (records.size() > 1) {
            return Step.failed(
                            NAME,
                            "%s has %d SPF records; receivers take that for none".formatted(domain, records.size()),
                            "Make one of them: the words of all between one v=spf1 and one ~all.")
                    .with(records.stream().map(each -> new Fact("record", each)).toList());
        }
        SpfRecord record = SpfRecord.parse(records.getFirst());
        SpfReach reach = SpfReach.of(dns, domain, record);
        return judged(record, reach).with(facts(record, reach));
    }

    /// What would have to stand in a record.
    private String usual() {
        return expected().map(name -> "include:" + name).orElseGet(() -> isOurs() ? "ip4:ADDRESS" : "include:NAME");
    }

    private Optional<String> expected() {
        return SpfNames.of(road.provider());
    }

    private List<Fact> facts(SpfRecord record, SpfReach reach) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("record", record.text()));
        facts.add(new Fact("lookups", reach.lookups() + " of at most " + SpfReach.LOOKUPS_MAX));
        record.directives().stream()
                .filter(each -> each.mechanism().equals("ptr"))
                .findFirst()
                .ifPresent(_ -> facts.add(new Fact("ptr", "slow, and not to be used (RFC 7208 §5.5)")));
        return facts;
    }

    private Step judged(SpfRecord record, SpfReach reach) {
        if (!reach.faults().isEmpty()) {
            return Step.failed(
                    NAME,
                    "receivers cannot read it: " + String.join("; ", reach.faults()),
                    "Mend these words: one of them makes receivers throw all of it away.");
        }
        if (record.all().filter(each -> each.qualifier() == '+').isPresent()) {
            return Step.warning(
                    NAME,
                    "+all lets everybody send in the name of " + domain,
                    "Write ~all in its place once everyone who sends is named.");
        }
        if (reach.lookups() > SpfReach.LOOKUPS_MAX) {
            return Step.warning(
                    NAME,
                    "receivers may need %d lookups for it and make at most %d"
                            .formatted(reach.lookups(), SpfReach.LOOKUPS_MAX),
                    "Take out what sends no longer, or name networks (ip4:) in place of names.");
        }
        if (reach.isUnknownInPart()) {
            return Step.warning(
                    NAME, "published; DNS does not answer for a part of it", "Try again, or from another machine.");
        }
        return covered(reach);
    }

    private Step covered(SpfReach reach) {
        String host = road.server().host();
        if (expected().isPresent()) {
            String name = expected().get();
            return reach.names(name)
                    ? Step.passed(NAME, "lets " + provider() + " send for " + domain + " (" + name + ")")
                    : Step.warning(
                            NAME,
                            "does not name " + provider() + ", which sends by " + name,
                            "Add include:" + name + " before the all, unless " + provider()
                                    + " sends with a return path of its own.");
        }
        Optional<Network> network = addresses.stream()
                .flatMap(each -> reach.covering(each).stream())
                .findFirst();
        if (network.isPresent() && !isOurs()) {
            return Step.passed(NAME, "lets " + host + " send for " + domain);
        }
        if (isOurs()) {
            return Step.passed(
                    NAME,
                    "published. " + host + " is in your own network: receivers see the address with which it goes out,"
                            + " which cannot be seen from here");
        }
        return reach.names(house(host))
                ? Step.passed(NAME, "names the house of " + host + " (" + house(host) + ")")
                : Step.warning(
                        NAME,
                        "says nothing of " + host + " or " + house(host),
                        "Ask whoever runs " + host + " what to include, and add it before the all.");
    }

    private String provider() {
        return road.provider().orElse("");
    }

    /// In a network that nobody else sees.
    private boolean isOurs() {
        return addresses.stream()
                .anyMatch(each -> each.isLoopbackAddress() || each.isSiteLocalAddress() || each.isLinkLocalAddress());
    }

    /// `example.net` of `smtp.eu.example.net`. Of a house under `co.uk` too little, which makes us lenient.
    private static String house(String host) {
        String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
        return labels.length < 2 ? host : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }
}
