package dev.tidings.server.api;

import dev.tidings.server.House;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Predicate;

/// The nodes that work from the ledger, and having one drained.
final class NodeRoutes {
    private final House house;

    NodeRoutes(House house) {
        this.house = house;
    }

    void add(RoutesConfig routes) {
        routes.get(
                Api.ROOT + "/nodes", context -> Api.say(context, house.answers().nodes()));
        routes.post(
                Api.ROOT + "/nodes/{id}/drain",
                context -> want(context, house.tidings().decisions()::drain));
        routes.post(
                Api.ROOT + "/nodes/{id}/resume",
                context -> want(context, house.tidings().decisions()::resume));
    }

    /// It hears of it within moments, wherever it runs; what it is doing then is told by the list.
    private static void want(Context context, Predicate<String> decision) {
        String id = context.pathParam("id");
        if (!decision.test(id)) {
            throw Refusal.unknown("node", id);
        }
        context.status(202);
    }
}
