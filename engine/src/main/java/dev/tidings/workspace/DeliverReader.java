package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Route;
import dev.tidings.notification.Unsubscribe;
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
    private final String id;

    /// @param id the notification's
    DeliverReader(House house, String id) {
        this.house = house;
        this.id = id;
    }

    DeliveryRules usual() {
        return DeliveryRules.usual(sender(), usualRoute());
    }

    DeliveryRules read(Node node) {
        Fields fields = node.fields(DeliverKeys.DELIVER);
        Correspondence correspondence = correspondence(fields);
        return new DeliveryRules(
                correspondence,
                new MarkingsReader(id, correspondence.from().address().domain()).read(fields),
                fields.get("by").flatMap(this::route).orElseGet(this::usualRoute),
                fields.get("retry").map(DeliverReader::retry).orElse(Retry.USUAL),
                fields.read("when-uncertain", Kinds.oneOf(WhenUncertain.class), WhenUncertain.RESEND),
                fields.get("dsn").map(DsnReader::read),
                fields.get("unsubscribe").map(this::unsubscribe).orElse(Unsubscribe.NONE),
                fields.get("bounces").map(BouncesReader::ofNotification).orElse(AfterBounces.AS_USUAL));
    }

    private Correspondence correspondence(Fields fields) {
        return new Correspondence(
                fields.read("from", Kinds.MAILBOX, sender()),
                fields.read("reply-to", Kinds.MAILBOX),
                copies(fields, "cc"),
                copies(fields, "bcc"));
    }

    private static List<String> copies(Fields fields, String key) {
        List<Node> nodes = fields.get(key).map(Node::oneOrMore).orElse(List.of());
        if (nodes.size() > Correspondence.COPIES_MAX) {
            nodes.get(Correspondence.COPIES_MAX)
                    .problem(new Mistake(
                            "more than " + Correspondence.COPIES_MAX + " get a copy",
                            "Name a mailing list, or make them an audience."));
        }
        return nodes.stream()
                .limit(Correspondence.COPIES_MAX)
                .flatMap(each -> each.as(CopiedTo.MAILBOX).stream())
                .toList();
    }

    /// A link has to lead somewhere.
    private Unsubscribe unsubscribe(Node node) {
        Unsubscribe unsubscribe = node.as(Kinds.oneOf(Unsubscribe.class)).orElse(Unsubscribe.NONE);
        if (unsubscribe == Unsubscribe.ONE_CLICK
                && house.readable()
                && !house.written().containsKey(UnsubscribeReader.PUBLIC)) {
            node.problem(new Mistake(
                    "one-click needs an address at which readers reach this server",
                    "Write it in tidings.yaml: web: { public: https://mail.example.com }."));
        }
        return unsubscribe;
    }

    private Route usualRoute() {
        return new Route.InOrder(List.of(house.usualTransport()));
    }

    private Optional<Route> route(Node node) {
        if (node.isMap()) {
            return node.fields(DeliverKeys.BY)
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
        Fields fields = node.fields(DeliverKeys.RETRY);
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
