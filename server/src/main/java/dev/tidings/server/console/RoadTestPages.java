package dev.tidings.server.console;

import dev.tidings.mail.Address;
import dev.tidings.server.House;
import dev.tidings.server.RoadTests.Trial;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.TransportAnswer;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Trying a road out: what it is, a button, and what the latest test found, while it is under way too.
final class RoadTestPages {
    private static final String PATH = "/roads/{name}/test";

    private final House house;
    private final Pages pages;

    RoadTestPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get(PATH, this::show);
        routes.post(PATH, this::begin);
    }

    private String known(Context context) {
        String name = context.pathParam("name");
        if (!house.roadTests().know(name)) {
            throw Refusal.unknown("road", name);
        }
        return name;
    }

    private void show(Context context) {
        String name = known(context);
        TransportAnswer road = TransportAnswer.all(
                        house.tidings().workspace(), house.tidings().roads())
                .stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("road", name));
        Optional<Trial> latest = house.roadTests().latest(name);
        Map<String, Object> model = new HashMap<>();
        model.put("road", road);
        model.put("tested", latest.map(trial -> RoadTested.of(trial.found())));
        model.put("running", latest.filter(trial -> !trial.isOver()).isPresent());
        pages.show(context, "road-test", "roads", "Test of " + name, model);
    }

    /// A test that is under way already is shown in place of another.
    private void begin(Context context) {
        String name = known(context);
        String to = Optional.ofNullable(context.formParam("to")).orElse("").strip();
        Optional<Address> address = to.isEmpty() ? Optional.empty() : Optional.of(Asked.address("to", to));
        house.roadTests().begin(name, address);
        Console.go(context, "/roads/" + name + "/test");
    }
}
