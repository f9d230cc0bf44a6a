package dev.tidings.deliver;

import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Line;
import dev.tidings.smtp.Verb;
import java.util.List;
import java.util.Optional;

/// What was said at an attempt.
///
/// @param answers    all that servers answered to the message, in order; of opening a connection, the reply
///                   that ended it
/// @param transcript all that was said, line by line; empty unless somebody asked for it
public record Conversation(List<Answer> answers, Optional<List<Line>> transcript) {
    /// Nobody was spoken to.
    public static final Conversation NONE = new Conversation(List.of(), Optional.empty());

    public Conversation {
        answers = List.copyOf(answers);
        transcript = transcript.map(List::copyOf);
    }

    /// The last answer at a step.
    Optional<Answer> at(Verb step) {
        for (Answer each : answers.reversed()) {
            if (each.at() == step) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
