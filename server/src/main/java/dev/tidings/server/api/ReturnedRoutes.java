package dev.tidings.server.api;

import dev.tidings.ledger.History.Told;
import dev.tidings.server.House;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// What comes back, and having a notification stopped since too much of it does.
final class ReturnedRoutes {
    private static final int USUAL = 100;

    private final House house;
    private final Stopping stopping;

    ReturnedRoutes(House house) {
        this.house = house;
        this.stopping = new Stopping(house);
    }

    void add(RoutesConfig routes) {
        routes.get(Api.ROOT + "/notices", this::list);
        routes.get(Api.ROOT + "/notices/{id}", this::one);
        routes.get(Api.ROOT + "/notices/{id}/original", this::original);
        routes.get(
                Api.ROOT + "/returns",
                context -> Api.say(context, house.answers().returns()));
        routes.post(Api.ROOT + "/notifications/{id}/stop", this::stop);
        routes.post(Api.ROOT + "/notifications/{id}/go-on", this::goOn);
    }

    private void list(Context context) {
        Told told = Asked.told(context, Told.ALL);
        Api.say(context, house.answers().returned(told, Asked.page(context, USUAL)));
    }

    private void one(Context context) {
        long id = Asked.id(context);
        Api.say(context, house.answers().notice(id).orElseThrow(() -> Refusal.unknown("notice", "" + id)));
    }

    /// A stranger's octets: they are saved, never shown.
    private void original(Context context) {
        long id = Asked.id(context);
        byte[] octets = house.answers().original(id).orElseThrow(() -> Refusal.unknown("notice", "" + id));
        context.header("Content-Disposition", "attachment; filename=\"notice-" + id + ".txt\"")
                .contentType("text/plain; charset=utf-8")
                .result(octets);
    }

    record Why(@Nullable String why) {}

    private void stop(Context context) {
        @Nullable
        String why = Api.body(context, Why.class).orElse(new Why(null)).why();
        Api.say(context, stopping.stop(context.pathParam("id"), why == null ? "" : why));
    }

    private void goOn(Context context) {
        stopping.goOn(context.pathParam("id"));
        context.status(204);
    }
}
