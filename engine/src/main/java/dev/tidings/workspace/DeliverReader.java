package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Unsubscribe;
import java.util.List;
import java.util.Optional;

/// `deliver:` → [DeliveryRules].
final class DeliverReader {
    private static final Mailbox NOBODY = Mailbox.parse("nobody@localhost");
    private static final Kind<Double> FACTOR = Kinds.FACTOR.then(DeliverReader::factor);

    private final House house;

    DeliverReader(House house) {
        this.house = house;
    }

    DeliveryRules usual() {
        return new DeliveryRules(
                sender(), Optional.empty(), List.of(house.usualTransport()), Retry.USUAL, WhenUncertain.RESEND);
    }

    DeliveryRules read(Node node) {
        Fields fields = node.fields(Section.DELIVER);
        List<String> by = fields.get("by").map(Node::oneOrMore).orElse(List.of()).stream()
                .flatMap(each -> each.as(house.transport()).stream())
                .distinct()
                .toList();
        return new DeliveryRules(
                fields.read("from", Kinds.MAILBOX, sender()),
                fields.read("reply-to", Kinds.MAILBOX),
                by.isEmpty() ? List.of(house.usualTransport()) : by,
                fields.get("retry").map(DeliverReader::retry).orElse(Retry.USUAL),
                fields.read("when-uncertain", Kinds.oneOf(WhenUncertain.class), WhenUncertain.RESEND),
                fields.get("unsubscribe").map(this::unsubscribe).orElse(Unsubscribe.NONE));
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
