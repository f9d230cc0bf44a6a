package dev.tidings.workspace;

import dev.tidings.mail.Address;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a transport says of how much it may be given → [Allowance].
final class AllowanceReader {
    private static final String OTHERS = "*";
    private static final String EACH_OTHER = "For each domain that is not named write \"*\".";

    private AllowanceReader() {}

    /// @param fields of the transport
    static Allowance read(Fields fields) {
        return new Allowance(
                rates(fields),
                fields.get("ramp-up").flatMap(AllowanceReader::rampUp),
                fields.get("domains").map(AllowanceReader::domains).orElse(Map.of()),
                fields.read("max-message", Kinds.SIZE).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    private static List<Rate> rates(Fields fields) {
        return fields.get("rate").map(Node::oneOrMore).orElse(List.of()).stream()
                .flatMap(each -> each.as(Kinds.RATE).stream())
                .toList();
    }

    private static Optional<RampUp> rampUp(Node node) {
        Fields fields = node.fields(TransportKeys.RAMP_UP);
        Optional<Rate> from =
                fields.need("from", "Write for example from: 10/min.").flatMap(each -> each.as(Kinds.RATE));
        Optional<Duration> every = fields.need("double-every", "Write for example double-every: 1h.")
                .flatMap(each -> each.as(Kinds.PERIOD));
        return from.flatMap(rate -> every.map(period -> new RampUp(rate, period)));
    }

    private static Map<String, ForDomain> domains(Node node) {
        Map<String, ForDomain> domains = new HashMap<>();
        node.named()
                .forEach((name, each) -> domain(name, each).ifPresent(domain -> {
                    if (domains.putIfAbsent(domain, forDomain(each)) != null) {
                        each.problem(new Mistake("is written twice", "Remove one of the two."));
                    }
                }));
        return domains;
    }

    /// As it stands in addresses: lower case, and as an A-label where it is international.
    private static Optional<String> domain(String name, Node node) {
        if (name.equals(OTHERS)) {
            return Optional.of(OTHERS);
        }
        try {
            return Optional.of(new Address("somebody", name).domain());
        } catch (IllegalArgumentException malformed) {
            node.problem(new Mistake(Quoted.of(name) + " is not a domain: " + malformed.getMessage(), EACH_OTHER));
            return Optional.empty();
        }
    }

    private static ForDomain forDomain(Node node) {
        Fields fields = node.fields(TransportKeys.DOMAIN);
        return new ForDomain(
                fields.read("connections", Kinds.whole(1, 1000))
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                rates(fields));
    }
}
