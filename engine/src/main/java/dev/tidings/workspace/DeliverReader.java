package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `deliver:` → [DeliveryRules].
final class DeliverReader {
    private static final Mailbox NOBODY = Mailbox.parse("nobody@localhost");
    private static final Kind<Double> FACTOR = Kinds.FACTOR.then(DeliverReader::factor);

    private static final Kind<Integer> WEIGHT = Kinds.whole(1, Route.Shared.WEIGHT_MAX);

    private final House house;

    DeliverReader(House house) {
        this.house = house;
    }

    DeliveryRules usual() {
        return new DeliveryRules(sender(), Optional.empty(), usualRoute(), Retry.USUAL, WhenUncertain.RESEND);
    }

    DeliveryRules read(Node node) {
        Fields fields = node.fields(Section.DELIVER);
        return new DeliveryRules(
                fields.read("from", Kinds.MAILBOX, sender()),
                fields.read("reply-to", Kinds.MAILBOX),
                fields.get("by").flatMap(this::route).orElseGet(this::usualRoute),
                fields.get("retry").map(DeliverReader::retry).orElse(Retry.USUAL),
                fields.read("when-uncertain", Kinds.oneOf(WhenUncertain.class), WhenUncertain.RESEND));
    }

    private Route usualRoute() {
        return new Route.InOrder(List.of(house.usualTransport()));
    }

    private Optional<Route> route(Node node) {
        if (node.isMap()) {
            return node.fields(Section.BY)
                    .need("share", "Write for example share: { main: 3, backup: 1 }.")
                    .flatMap(this::shared);
        }
        List<String> order = node.oneOrMore().stream()
                .flatMap(each -> each.as(house.transport()).stream())
                .distinct()
                .toList();
        return order.isEmpty() ? Optional.empty() : Optional.of(new Route.InOrder(order));
    }

    private Optional<Route> shared(Node node) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        node.named()
                .forEach((name, weight) -> named(name, weight)
                        .ifPresent(transport -> weight.as(WEIGHT).ifPresent(each -> weights.put(transport, each))));
        return weights.isEmpty() ? Optional.empty() : Optional.of(new Route.Shared(weights));
    }

    private Optional<String> named(String name, Node node) {
        try {
            return Optional.of(house.transport().parse().apply(name));
        } catch (Mistake unknown) {
            node.problem(unknown);
            return Optional.empty();
        }
    }

    /// Stands in where `tidings.yaml` has no sender; then nothing is sent, for that is a problem.
    private Mailbox sender() {
        return house.from().orElse(NOBODY);
    }

    private static Retry retry(Node node) {
        Fields fields = node.fields(Section.RETRY);
        return new Retry(
                fields.read("times", Kinds.whole(0, 100), Retry.USUAL.times()),
                fields.read("first", Kinds.PERIOD, Retry.USUAL.first()),
                fields.read("factor", FACTOR, Retry.USUAL.factor()),
                fields.read("expires", Kinds.PERIOD, Retry.USUAL.expires()));
    }

    private static double factor(double factor) {
        if (factor < 1 || factor > 10) {
            throw new Mistake("must be from 1 to 10", "Each pause is this many times the one before.");
        }
        return factor;
    }
}
