package dev.tidings.deliver;

import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One try to hand a delivery to a transport.
///
/// @param number    from 1, over the delivery's whole life
/// @param transport by name
/// @param took      from the first command to the deciding reply
public record Attempt(
        int number, String transport, Instant started, Duration took, Outcome outcome, Conversation conversation) {

    /// One at which nobody was spoken to.
    public Attempt(int number, String transport, Instant started, Duration took, Outcome outcome) {
        this(number, transport, started, took, outcome, Conversation.NONE);
    }

    public Instant ended() {
        return started.plus(took);
    }

    /// The answer that the outcome rests on; empty where it rests on something else, or nobody was spoken to.
    public Optional<Answer> deciding() {
        return switch (outcome) {
            case Outcome.Accepted _ -> conversation.at(Verb.END_OF_DATA);
            case Outcome.Deferred deferred -> conversation.at(deferred.verb());
            case Outcome.Refused refused -> conversation.at(refused.verb());
            case Outcome.Unfit _,
                    Outcome.Unready _,
                    Outcome.Oversize _,
                    Outcome.Unreachable _,
                    Outcome.Slowed _,
                    Outcome.Broken _,
                    Outcome.Uncertain _ -> Optional.empty();
        };
    }
}
