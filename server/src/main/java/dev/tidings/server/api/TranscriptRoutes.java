package dev.tidings.server.api;

import dev.tidings.mail.Address;
import dev.tidings.server.House;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The routes about transcripts.
final class TranscriptRoutes {
    private final House house;
    private final Listening listening;

    TranscriptRoutes(House house) {
        this.house = house;
        this.listening = new Listening(house);
    }

    void add(RoutesConfig routes) {
        routes.get(Api.ROOT + "/transcripts", context -> Api.say(context, listening.standing()));
        routes.post(Api.ROOT + "/transcripts", this::on);
        routes.post(Api.ROOT + "/transcripts/off", this::off);
        routes.get(Api.ROOT + "/deliveries/{id}/transcripts", this::ofDelivery);
        routes.post(Api.ROOT + "/deliveries/{id}/transcripts", this::onNext);
    }

    /// @param millis for how long; ten minutes when absent
    record Wish(
            @Nullable String transport,
            @Nullable String notification,
            @Nullable String to,
            @Nullable Long millis) {}

    private void on(Context context) {
        Wish wish = Api.body(context, Wish.class).orElse(new Wish(null, null, null, null));
        Optional<Address> to = Optional.ofNullable(wish.to()).map(text -> Asked.address("to", text));
        Duration time =
                Optional.ofNullable(wish.millis()).map(Duration::ofMillis).orElse(Listening.USUAL);
        Api.say(
                context,
                listening.on(
                        Optional.ofNullable(wish.transport()), Optional.ofNullable(wish.notification()), to, time));
    }

    private void onNext(Context context) {
        Api.say(context, listening.onNext(Asked.id(context)));
    }

    /// @param ended how many wishes
    record Ended(int ended) {}

    private void off(Context context) {
        Api.say(context, new Ended(listening.off()));
    }

    private void ofDelivery(Context context) {
        long id = Asked.id(context);
        Api.say(context, house.answers().transcripts(id).orElseThrow(() -> Refusal.unknown("delivery", "" + id)));
    }
}
