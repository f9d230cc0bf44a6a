package dev.tidings.server.api;

import dev.tidings.ledger.Triggered;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.server.House;
import dev.tidings.server.answer.OccurrenceAnswer;
import dev.tidings.server.answer.StopAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The route by which other programs fire a notification.
///
/// A caller who hears no answer may call again with the same `Idempotency-Key`, and gets the occurrence that
/// the first call brought about.
final class FiringRoutes {
    private static final String KEY = "Idempotency-Key";
    private static final int KEY_MAX = 255;

    private final House house;

    FiringRoutes(House house) {
        this.house = house;
    }

    void add(RoutesConfig routes) {
        routes.post(Api.ROOT + "/notifications/{id}/occurrences", this::fire);
    }

    /// @param to the one address it is meant for; everyone when absent
    record Run(@Nullable String to) {}

    /// @param stopped    why nothing of it goes out for now; null unless it is stopped
    /// @param suppressed why the one address gets none of it; null unless it is suppressed
    record Started(long occurrence, String trace, Optional<String> stopped, Optional<String> suppressed) {}

    private void fire(Context context) {
        Run wanted = Api.body(context, Run.class).orElse(new Run(null));
        Optional<Address> only = Optional.ofNullable(wanted.to()).map(text -> Asked.address("to", text));
        String id = context.pathParam("id");
        Triggered fired = key(context)
                .map(key -> house.tidings().run(id, only, Cause.API, OccurrenceAnswer.request(key)))
                .orElseGet(() -> house.tidings().run(id, only, Cause.API).map(each -> new Triggered(each, true)))
                .orElseThrow(() -> Refusal.unknown("notification", id));
        if (!fired.anew()) {
            requireSame(fired.occurrence(), only);
            context.header("Idempotent-Replayed", "true");
        }
        context.status(202);
        Api.say(
                context,
                new Started(
                        fired.occurrence().id(),
                        fired.occurrence().trace().hex(),
                        house.answers().stopped(id).map(StopAnswer::why),
                        only.flatMap(each -> house.answers().suppressed(id, each))));
    }

    private static Optional<String> key(Context context) {
        return Optional.ofNullable(context.header(KEY)).map(key -> {
            if (key.isBlank() || key.length() > KEY_MAX) {
                throw Refusal.malformed(KEY, key, "1 to " + KEY_MAX + " characters");
            }
            return key;
        });
    }

    private static void requireSame(Occurrence occurrence, Optional<Address> only) {
        if (!occurrence.only().equals(only.map(Address::toString))) {
            throw new Refusal(
                    422,
                    "This %s stands for occurrence %d, which is for %s, and this request is for %s."
                            .formatted(
                                    KEY,
                                    occurrence.id(),
                                    occurrence.only().orElse("everyone"),
                                    only.map(Address::toString).orElse("everyone")),
                    "Send a request that asks for something else with a key of its own.");
        }
    }
}
