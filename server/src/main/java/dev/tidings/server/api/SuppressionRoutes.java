package dev.tidings.server.api;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Suppressed;
import dev.tidings.mail.Address;
import dev.tidings.server.House;
import dev.tidings.server.answer.SuppressionEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom not to mail.
final class SuppressionRoutes {
    private static final int USUAL = 100;
    private static final int ASKED_MAX = 1000;

    private final House house;
    private final Suppressing suppressing;

    SuppressionRoutes(House house) {
        this.house = house;
        this.suppressing = new Suppressing(house);
    }

    void add(RoutesConfig routes) {
        String all = Api.ROOT + "/suppressions";
        routes.get(all, this::list);
        routes.post(all, this::suppress);
        routes.delete(all + "/{id}", this::lift);
        routes.post(all + "/among", this::among);
        routes.post(all + "/import", this::read);
        routes.get(all + "/export", suppressing::write);
    }

    private void list(Context context) {
        Api.say(
                context,
                house.answers()
                        .suppressions(
                                Asked.text(context, "of").orElse(""), which(context), Asked.page(context, USUAL)));
    }

    private static Which which(Context context) {
        return switch (Asked.text(context, "which").orElse("holding")) {
            case "holding" -> Which.HOLDING;
            case "ever" -> Which.EVER;
            case String other -> throw Refusal.malformed("which", other, "holding or ever");
        };
    }

    /// @param added   how many are new on record
    /// @param leftOut how many waiting mails are suppressed now, by notification
    record Changed(int added, Map<String, Integer> leftOut) {
        static Changed of(Suppressed suppressed) {
            return new Changed(suppressed.added().size(), new TreeMap<>(suppressed.leftOut()));
        }
    }

    private void suppress(Context context) {
        SuppressionEntry entry = Api.body(context, SuppressionEntry.class)
                .orElseThrow(() -> new Refusal(400, "address is missing.", "Send {\"address\": \"ann@example.com\"}."));
        Changed changed = Changed.of(suppressing.suppress(read(entry)));
        context.status(changed.added() > 0 ? 201 : 200);
        Api.say(context, changed);
    }

    private Suppression read(SuppressionEntry entry) {
        try {
            return entry.suppression(house.clock().instant());
        } catch (IllegalArgumentException mistake) {
            throw new Refusal(
                    400,
                    "The suppression cannot be read: " + mistake.getMessage() + ".",
                    "Send an address, and perhaps a notification, a reason, a note and when it expires.");
        }
    }

    private void lift(Context context) {
        long id = Asked.id(context);
        int changed = house.tidings().decisions().lift(List.of(id), act(context, "api"));
        if (changed == 0) {
            throw new Refusal(404, "No suppression " + id + " is there to lift.", "Look at the list of them.");
        }
        Api.say(context, new Api.Decided(changed));
    }

    /// Who does it, as the query says.
    private static Act act(Context context, String usual) {
        return Suppressing.act(
                Asked.text(context, "source").orElse(usual),
                Asked.text(context, "by").orElse(""),
                Asked.text(context, "note").orElse(""));
    }

    /// @param notification that is to be sent
    /// @param addresses    whom to
    record Question(@Nullable String notification, @Nullable List<@Nullable String> addresses) {}

    /// @param suppressions by address as it was asked for, in lower case
    record Barred(Map<String, SuppressionEntry> suppressions) {}

    private void among(Context context) {
        Question question = Api.body(context, Question.class).orElse(new Question(null, null));
        List<Address> addresses = addresses(question);
        String notification = Optional.ofNullable(question.notification()).orElse("");
        Map<String, SuppressionEntry> barred = new TreeMap<>();
        house.tidings()
                .history()
                .suppressed(notification, addresses)
                .forEach((key, each) -> barred.put(key, SuppressionEntry.of(each)));
        Api.say(context, new Barred(barred));
    }

    private static List<Address> addresses(Question question) {
        List<@Nullable String> asked = question.addresses();
        if (asked == null || asked.size() > ASKED_MAX) {
            throw new Refusal(
                    400,
                    "addresses: at most %d are asked for at once.".formatted(ASKED_MAX),
                    "Send {\"notification\": \"weekly-report\", \"addresses\": [\"ann@example.com\"]}.");
        }
        return asked.stream()
                .flatMap(Stream::ofNullable)
                .map(text -> Asked.address("addresses", text))
                .toList();
    }

    private void read(Context context) throws IOException {
        Reason usual = Asked.reason(Asked.text(context, "reason").orElse(Reason.MANUAL.word()));
        Api.say(context, suppressing.read(context.bodyInputStream(), act(context, "import"), usual));
    }
}
