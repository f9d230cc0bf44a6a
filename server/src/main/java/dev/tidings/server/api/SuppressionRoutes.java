package dev.tidings.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Suppressed;
import dev.tidings.mail.Address;
import dev.tidings.server.House;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.SuppressionEntry;
import dev.tidings.server.suppression.CsvImport;
import dev.tidings.server.suppression.CsvList;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
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

    SuppressionRoutes(House house) {
        this.house = house;
    }

    void add(RoutesConfig routes) {
        String all = Api.ROOT + "/suppressions";
        routes.get(all, this::list);
        routes.post(all, this::suppress);
        routes.delete(all + "/{id}", this::lift);
        routes.post(all + "/among", this::among);
        routes.post(all + "/import", this::read);
        routes.get(all + "/export", this::write);
    }

    private void list(Context context) {
        Api.say(
                context,
                Answers.of(house.tidings(), house.storeHealth().failing(), house.clock())
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
        Suppression suppression = read(entry);
        suppression.notification().ifPresent(this::requireKnown);
        Changed changed = Changed.of(house.tidings().decisions().suppress(List.of(suppression)));
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

    private void requireKnown(String notification) {
        if (house.tidings().workspace().notification(notification).isEmpty()) {
            throw Refusal.unknown("notification", notification);
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
        try {
            return new Act(
                    Asked.text(context, "source").orElse(usual),
                    Asked.text(context, "by").orElse(""),
                    Asked.text(context, "note").orElse(""));
        } catch (IllegalArgumentException mistake) {
            throw new Refusal(400, mistake.getMessage() + ".", "Shorten it to one line.");
        }
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
        CsvImport reading = new CsvImport(
                act(context, "import"),
                Asked.reason(Asked.text(context, "reason").orElse(Reason.MANUAL.word())),
                house.clock().instant(),
                house.tidings().decisions()::suppress);
        Api.say(context, reading.read(new InputStreamReader(context.bodyInputStream(), UTF_8)));
    }

    private void write(Context context) throws IOException {
        context.res().setContentType("text/csv; charset=utf-8");
        context.res().setHeader("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        Writer out = new OutputStreamWriter(context.res().getOutputStream(), UTF_8);
        CsvList.write(house.tidings().history(), out);
        out.flush();
    }
}
