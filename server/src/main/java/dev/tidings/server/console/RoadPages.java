package dev.tidings.server.console;

import dev.tidings.notification.TransportSpec;
import dev.tidings.server.House;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/// The ways out: how each is doing, and what a person may decide about a closed one.
final class RoadPages {
    private final House house;
    private final Pages pages;

    RoadPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/roads", this::list);
        routes.get("/roads/{name}", this::one);
        routes.post("/roads/{name}/open", this::open);
        routes.post("/roads/{name}/try", this::tryOut);
    }

    private void list(Context context) {
        pages.show(
                context,
                "roads",
                "roads",
                "Roads",
                Map.of("roads", house.answers().roads()));
    }

    private void one(Context context) {
        RoadAnswer road = road(context);
        Optional<TransportSpec> spec = Optional.ofNullable(
                house.tidings().workspace().settings().transports().get(road.name()));
        pages.show(
                context,
                "road",
                "roads",
                road.name(),
                Map.of("road", road, "account", spec.map(TransportSpec::account).orElse("")));
    }

    private RoadAnswer road(Context context) {
        String name = context.pathParam("name");
        return house.answers().road(name).orElseThrow(() -> Refusal.unknown("road", name));
    }

    private void open(Context context) {
        String name = road(context).name();
        house.tidings().decisions().open(name);
        Console.go(context, "/roads/" + name + "?said=opened");
    }

    private void tryOut(Context context) {
        String name = road(context).name();
        house.tidings().decisions().tryOut(name);
        Console.go(context, "/roads/" + name + "?said=tried");
    }
}
