package dev.tidings.server;

import dev.tidings.compose.LeaveLinks;
import dev.tidings.deliver.Transcripts;
import dev.tidings.run.Tidings;
import dev.tidings.server.answer.Answers;
import dev.tidings.transport.catcher.Catcher;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// What pages and calls are answered from.
///
/// @param transcripts whose conversations are written down
/// @param token whoever has it may use console and API
/// @param links by which readers leave, as they are known now; empty when none was ever made
public record House(
        Tidings tidings,
        Catcher catcher,
        Transcripts transcripts,
        RoadTests roadTests,
        InstantSource clock,
        Signs signs,
        String token,
        Supplier<Optional<LeaveLinks>> links) {

    /// What is known at this moment.
    public Answers answers() {
        return Answers.of(tidings, signs.store().failing(), signs.ways().get(), clock);
    }

    public StoreHealth storeHealth() {
        return signs.store();
    }
}
