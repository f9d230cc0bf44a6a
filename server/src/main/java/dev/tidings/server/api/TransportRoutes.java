package dev.tidings.server.api;

import dev.tidings.mail.Address;
import dev.tidings.server.House;
import dev.tidings.server.RoadTests.Trial;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.TransportAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Transports as they are declared, and tests of them.
final class TransportRoutes {
    private final House house;

    TransportRoutes(House house) {
        this.house = house;
    }

    void add(RoutesConfig routes) {
        routes.get(Api.ROOT + "/transports", this::all);
        routes.post(Api.ROOT + "/transports/{name}/test", this::test);
    }

    private void all(Context context) {
        Api.say(
                context,
                TransportAnswer.all(house.tidings().workspace(), house.tidings().roads()));
    }

    /// @param to whom a test mail is sent; none when absent
    record Wish(@Nullable String to) {}

    /// Answers when the test is over.
    private void test(Context context) throws InterruptedException {
        Wish wish = Api.body(context, Wish.class).orElse(new Wish(null));
        Optional<Address> to = Optional.ofNullable(wish.to()).map(text -> Asked.address("to", text));
        String name = context.pathParam("name");
        if (!house.roadTests().know(name)) {
            throw Refusal.unknown("transport", name);
        }
        Trial trial = house.roadTests()
                .begin(name, to)
                .orElseThrow(() -> new Refusal(
                        409,
                        "A test of " + name + " is under way.",
                        "It ends by itself, in seconds as a rule; then try again."));
        Api.say(context, RoadTested.of(trial.await()));
    }
}
