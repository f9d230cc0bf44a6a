package dev.tidings.feedback.mail;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was made of a message, beside the clues that every message has.
///
/// @param clues those that only this kind of message has
record Reading(Report.Kind kind, List<Notice> notices, Clues clues) {
    static Reading of(Report.Kind kind, List<Notice> notices) {
        return new Reading(kind, notices, Clues.NONE);
    }

    Report report(Clues also) {
        Optional<String> envelopeId = clues.envelopeId().or(also::envelopeId);
        return new Report(
                kind,
                notices,
                new Clues(
                        both(clues.comeTo(), also.comeTo()),
                        envelopeId,
                        both(clues.traces(), also.traces()),
                        both(clues.messageIds(), also.messageIds())));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
