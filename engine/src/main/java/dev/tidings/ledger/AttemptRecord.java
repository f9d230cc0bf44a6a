package dev.tidings.ledger;

import dev.tidings.deliver.Outcome;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An attempt as it stands on record, with what was decided after it.
///
/// @param id       rises with every attempt of the whole ledger: the journal's place
/// @param number   from 1 within its delivery
/// @param outcome  [dev.tidings.deliver.Outcome#word]
/// @param state    the delivery's state after it, by word
public record AttemptRecord(
        long id, long delivery, int number, String transport, Times times, Said said, String state) {

    public record Times(Instant started, Duration took) {}

    /// What was answered, or found.
    ///
    /// @param verb     the command that was answered (`rcpt`, `end-of-data`); empty where none was
    /// @param code     three digits
    /// @param enhanced `4.7.1` (RFC 3463)
    public record Said(
            String outcome, Optional<String> verb, Optional<Integer> code, Optional<String> enhanced, String text) {

        public static Said of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted(Reply reply) -> of(outcome, Optional.empty(), reply);
                case Outcome.Deferred(Verb verb, Reply reply) -> of(outcome, Optional.of(verb), reply);
                case Outcome.Refused(Verb verb, Reply reply, var _) -> of(outcome, Optional.of(verb), reply);
                case Outcome.Unfit(String rule, String why) -> found(outcome, rule + ": " + why);
                case Outcome.Unready(String why) -> found(outcome, why);
                case Outcome.Oversize _, Outcome.Unreachable _, Outcome.Slowed _ -> found(outcome, outcome.said());
                case Outcome.Broken(Verb verb, String why) ->
                    new Said(outcome.word(), Optional.of(word(verb)), Optional.empty(), Optional.empty(), why);
                case Outcome.Uncertain(String why) -> found(outcome, why);
            };
        }

        private static Said found(Outcome outcome, String what) {
            return new Said(outcome.word(), Optional.empty(), Optional.empty(), Optional.empty(), what);
        }

        private static Said of(Outcome outcome, Optional<Verb> verb, Reply reply) {
            return new Said(
                    outcome.word(),
                    verb.map(Said::word),
                    Optional.of(reply.code()),
                    reply.enhanced().map(Object::toString),
                    reply.text());
        }

        private static String word(Verb verb) {
            return verb.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
