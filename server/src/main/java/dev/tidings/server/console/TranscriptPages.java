package dev.tidings.server.console;

import dev.tidings.server.House;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Listening;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/// What is said to mail servers, written down for a time: the buttons for it.
final class TranscriptPages {
    private final Listening listening;

    TranscriptPages(House house) {
        this.listening = new Listening(house);
    }

    void add(RoutesConfig routes) {
        routes.post("/roads/{name}/transcripts", this::ofRoad);
        routes.post("/deliveries/{id}/transcripts", this::nextOf);
        routes.post("/transcripts/off", this::off);
    }

    private void ofRoad(Context context) {
        listening.on(Optional.of(context.pathParam("name")), Optional.empty(), Optional.empty(), Listening.USUAL);
        Console.go(context, "/?said=listening#roads");
    }

    private void nextOf(Context context) {
        long id = Asked.id(context);
        listening.onNext(id);
        Console.go(context, "/deliveries/" + id + "?said=listening");
    }

    private void off(Context context) {
        listening.off();
        Console.go(context, "/?said=silent#roads");
    }
}
