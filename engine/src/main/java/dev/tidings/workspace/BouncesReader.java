package dev.tidings.workspace;

import dev.tidings.mail.Address;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Secret;
import dev.tidings.notification.StopWhen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// `bounces` of the settings → [Bounces], and of a notification → [AfterBounces].
final class BouncesReader {
    private static final int KEY_MIN = 32;
    private static final int COUNT_MAX = 100;
    private static final String NEVER = "never";
    private static final String FOR_FORM = "Write 180d, or ever.";
    private static final String STOP_FORM = "Write bounces > 5% or complaints > 0.3%.";
    private static final Kind<Secret> KEY = Kinds.SECRET.then(BouncesReader::strong);
    private static final Kind<Address> HOME = Kinds.ADDRESS.then(BouncesReader::shortEnough);
    private static final Kind<OptionalInt> COUNT =
            new Kind<>("a number", "Write a number from 1 to 100, or never.", BouncesReader::count);
    private static final Kind<Optional<Duration>> LASTING = new Kind<>("a duration", FOR_FORM, BouncesReader::lasting);
    private static final Kind<StopWhen> STOP_WHEN = new Kind<>("a limit", STOP_FORM, BouncesReader::stopWhen);

    private final Folder folder;
    private final boolean needed;

    /// @param needed whether a key that is not at hand is a problem; if not, it is passed over
    BouncesReader(Folder folder, boolean needed) {
        this.folder = folder;
        this.needed = needed;
    }

    Bounces read(Node node) {
        Fields fields = node.fields(BounceKeys.BOUNCES);
        return new Bounces(
                home(fields),
                fields.get("suppress").map(BouncesReader::reactions).orElse(Reactions.USUAL),
                fields.get("stop-when").map(BouncesReader::stops).orElse(List.of()),
                fields.get("webhooks").map(new WebhooksReader(needed)::read).orElse(Map.of()),
                ways(fields));
    }

    private Bounces.Ways ways(Fields fields) {
        MailboxReader mailboxes = new MailboxReader(folder, needed);
        return new Bounces.Ways(
                fields.get("mailbox").map(mailboxes::read).orElse(List.of()), ListenReader.read(fields));
    }

    private Optional<Bounces.Home> home(Fields fields) {
        Optional<Node> address = fields.get("address");
        if (address.isEmpty()) {
            fields.get("key")
                    .ifPresent(key -> key.problem(new Mistake(
                            "signs nothing without an address", "Write address: bounces@mail.example.com beside it.")));
            return Optional.empty();
        }
        List<Secret> keys = fields
                .need("key", "Write key: ${BOUNCE_KEY}; make one: openssl rand -base64 32.")
                .map(Node::oneOrMore)
                .orElse(List.of())
                .stream()
                .filter(each -> needed || each.isAtHand())
                .flatMap(each -> each.as(KEY).stream())
                .toList();
        Optional<Address> home = address.flatMap(each -> each.as(HOME));
        return keys.isEmpty() ? Optional.empty() : home.map(each -> new Bounces.Home(each, keys));
    }

    static AfterBounces ofNotification(Node node) {
        Fields fields = node.fields(DeliverKeys.DELIVER_BOUNCES);
        return new AfterBounces(
                fields.get("suppress").map(BouncesReader::reactions),
                fields.get("stop-when").map(BouncesReader::stops));
    }

    private static Reactions reactions(Node node) {
        Fields fields = node.fields(BounceKeys.SUPPRESS);
        return new Reactions(
                fields.read("hard", Kinds.oneOf(List.of("once", "never"), Function.identity()), "once")
                        .equals("once"),
                fields.read("mailbox", COUNT, Reactions.USUAL.mailbox()),
                fields.read("within", Kinds.PERIOD, Reactions.USUAL.within()),
                fields.read("for", LASTING, Reactions.USUAL.lasting()));
    }

    private static List<StopWhen> stops(Node node) {
        return node.oneOrMore().stream()
                .flatMap(each -> each.as(STOP_WHEN).stream())
                .toList();
    }

    private static OptionalInt count(String text) {
        return text.equals(NEVER)
                ? OptionalInt.empty()
                : OptionalInt.of(Kinds.whole(1, COUNT_MAX).parse().apply(text));
    }

    private static Optional<Duration> lasting(String text) {
        if (text.equals("ever")) return Optional.empty();
        try {
            return Optional.of(Kinds.PERIOD.parse().apply(text));
        } catch (Mistake mistake) {
            throw new Mistake(mistake.what(), FOR_FORM);
        }
    }

    private static StopWhen stopWhen(String text) {
        return StopWhen.parse(text).orElseThrow(() -> new Mistake(Quoted.of(text) + " is not a limit", STOP_FORM));
    }

    private static Address shortEnough(Address address) {
        if (address.local().length() > Bounces.Home.LOCAL_MAX) {
            throw new Mistake(
                    "has more than %d characters before its @".formatted(Bounces.Home.LOCAL_MAX),
                    "Each mail's own address is made from it, and needs the room.");
        }
        return address;
    }

    private static Secret strong(Secret key) {
        if (key.value().length() < KEY_MIN) {
            throw Mistake.discreet(
                    "is shorter than %d characters".formatted(KEY_MIN), "Make one: openssl rand -base64 32.");
        }
        return key;
    }
}
