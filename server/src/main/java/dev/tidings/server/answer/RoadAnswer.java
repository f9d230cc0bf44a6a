package dev.tidings.server.answer;

import dev.tidings.run.RoadStatus;
import java.time.Instant;
import java.util.Optional;

/// How a road is doing.
///
/// @param hands   how many conversations there may be at once
/// @param waiting composed mails that wait for a hand
/// @param open    mail goes this way
public record RoadAnswer(
        String name, int hands, int busy, int idle, int waiting, boolean open, Optional<Closed> closed) {

    /// @param again when one mail tries it; null when nobody does before a person opens it
    public record Closed(String trouble, String why, Instant since, Optional<Instant> again) {}

    public static RoadAnswer of(RoadStatus road) {
        return new RoadAnswer(
                road.name(),
                road.hands(),
                road.connections().busy(),
                road.connections().idle(),
                road.waiting(),
                road.closed().isEmpty(),
                road.closed()
                        .map(each -> new Closed(
                                each.trouble().word(),
                                each.why(),
                                each.since(),
                                Optional.of(each.again()).filter(again -> !again.equals(Instant.MAX)))));
    }
}
