package dev.tidings.ledger;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Conversation;
import dev.tidings.deliver.Outcome;
import dev.tidings.notification.Revision;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An attempt as it stands on record, with what was decided after it.
///
/// @param id       rises with every attempt of the whole ledger: the journal's place
/// @param number   from 1 within its delivery
/// @param state    the delivery's state after it, by word
public record AttemptRecord(long id, long delivery, int number, By by, Times times, Said said, String state) {
    private static final Set<String> MAY_HAVE_ARRIVED = Set.of("accepted", "uncertain");

    /// @param node     that made it; where nobody is left who heard the answer, the one that was sending
    /// @param revision the one that the mail was composed with, where its occurrence was fired with another;
    ///                 empty also where nobody is left who knows
    public record By(String transport, String node, Optional<Revision> revision) {
        public By(String transport, String node) {
            this(transport, node, Optional.empty());
        }
    }

    public String transport() {
        return by.transport();
    }

    /// Nobody heard what was answered after the end of the message.
    public boolean unheard() {
        return said.outcome.equals("uncertain");
    }

    /// Whether a copy was handed over by it, as far as anybody knows.
    public boolean mayHaveArrived() {
        return MAY_HAVE_ARRIVED.contains(said.outcome);
    }

    public record Times(Instant started, Duration took) {}

    /// What was answered, or found.
    ///
    /// @param outcome  [dev.tidings.deliver.Outcome#word]
    /// @param verb     the command that was answered (`rcpt`, `end-of-data`); empty where none was
    /// @param code     three digits
    /// @param enhanced `4.7.1` (RFC 3463)
    /// @param answers  every reply to the message, in order; where it was simply accepted and nobody asked for
    ///                 more, the one at end-of-data alone
    public record Said(
            String outcome,
            Optional<String> verb,
            Optional<Integer> code,
            Optional<String> enhanced,
            String text,
            List<Answer> answers) {
        public Said {
            answers = List.copyOf(answers);
        }

        public static Said of(Attempt attempt) {
            return switch (attempt.outcome()) {
                case Outcome.Accepted(Reply reply) -> of(attempt, heardAt(attempt), reply);
                case Outcome.Deferred(Verb verb, Reply reply) -> of(attempt, Optional.of(verb), reply);
                case Outcome.Refused(Verb verb, Reply reply, var _) -> of(attempt, Optional.of(verb), reply);
                case Outcome.Unfit(String rule, String why) -> found(attempt, rule + ": " + why);
                case Outcome.Unready(String why) -> found(attempt, why);
                case Outcome.Oversize _, Outcome.Unreachable _, Outcome.Slowed _ ->
                    found(attempt, attempt.outcome().said());
                case Outcome.Broken(Verb verb, String why) -> found(attempt, Optional.of(verb), why);
                case Outcome.Uncertain(String why) -> found(attempt, why);
            };
        }

        /// Empty where nobody was spoken to, as by the catcher.
        private static Optional<Verb> heardAt(Attempt attempt) {
            return attempt.deciding().map(Answer::at);
        }

        private static Said found(Attempt attempt, String what) {
            return found(attempt, Optional.empty(), what);
        }

        private static Said found(Attempt attempt, Optional<Verb> verb, String what) {
            return new Said(
                    attempt.outcome().word(),
                    verb.map(Verb::word),
                    Optional.empty(),
                    Optional.empty(),
                    what,
                    kept(attempt));
        }

        private static Said of(Attempt attempt, Optional<Verb> verb, Reply reply) {
            return new Said(
                    attempt.outcome().word(),
                    verb.map(Verb::word),
                    Optional.of(reply.code()),
                    reply.enhanced().map(Object::toString),
                    reply.text(),
                    kept(attempt));
        }

        /// A million accepted mails with all of their replies would double the journal (decision 30).
        private static List<Answer> kept(Attempt attempt) {
            Conversation conversation = attempt.conversation();
            boolean simplyAccepted = attempt.outcome() instanceof Outcome.Accepted
                    && conversation.transcript().isEmpty();
            return simplyAccepted ? attempt.deciding().map(List::of).orElse(List.of()) : conversation.answers();
        }

        /// How long the server took for the reply that decided; empty where none did.
        public Optional<Duration> waited() {
            return answers.reversed().stream()
                    .filter(each -> code.isPresent()
                            && verb.filter(each.at().word()::equals).isPresent())
                    .findFirst()
                    .map(Answer::waited);
        }
    }
}
