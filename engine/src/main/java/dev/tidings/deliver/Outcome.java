package dev.tidings.deliver;

import dev.tidings.notification.Fault;
import dev.tidings.notification.Pause;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.util.Optional;

/// What one attempt to hand a message to the next hop came to.
public sealed interface Outcome {
    /// The next hop took responsibility for the message (RFC 5321 §6.1).
    record Accepted(Reply reply) implements Outcome {}

    /// A `4yz` reply: the same message may pass later (RFC 5321 §4.2.1).
    record Deferred(Verb verb, Reply reply) implements Outcome {}

    /// A `5yz` reply, or one that means as much: the same message will be refused again.
    record Refused(Verb verb, Reply reply, Fault fault) implements Outcome {
        public Refused(Verb verb, Reply reply) {
            this(verb, reply, Fault.UNSAID);
        }
    }

    /// Never fit to be sent: a check of our own, or of what the server announced, stands against it.
    record Unfit(String rule, String why) implements Outcome {}

    /// A source did not answer, so there was no message to hand over; may pass later.
    record Unready(String why) implements Outcome {}

    /// Larger than this road takes, so nothing was said to the server. Another may take it.
    ///
    /// @param octets of the mail
    /// @param limit  how many this road takes, and who says so
    record Oversize(long octets, OctetsMax limit) implements Outcome {}

    /// The road failed before end-of-data was written. Says something about the road, nothing about the
    /// message.
    ///
    /// @param pause how long to leave it alone, where that is known
    record Unreachable(Trouble trouble, String why, Optional<Pause> pause) implements Outcome {
        public Unreachable(Trouble trouble, String why) {
            this(trouble, why, Optional.empty());
        }
    }

    /// The recipient's domain takes fewer just now. Says nothing about the message, nor about the way to other
    /// domains.
    ///
    /// @param pause how long to leave that domain alone, where that is known
    record Slowed(String why, Optional<Pause> pause) implements Outcome {}

    /// The line broke in the middle of this message, before end-of-data: as a `451` (RFC 5321 §3.8).
    record Broken(Verb verb, String why) implements Outcome {}

    /// The line broke after the final dot and before its reply, so the next hop may or may not hold the
    /// message; sending again may send it twice (RFC 1047).
    record Uncertain(String why) implements Outcome {}

    /// In one word, for rows, logs and metrics.
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Deferred _ -> "deferred";
            case Refused _ -> "refused";
            case Unfit _ -> "unfit";
            case Unready _ -> "unready";
            case Oversize _ -> "oversize";
            case Slowed _ -> "slowed";
            case Unreachable _ -> "unreachable";
            case Broken _ -> "broken";
            case Uncertain _ -> "uncertain";
        };
    }

    /// In words for people.
    default String said() {
        return switch (this) {
            case Accepted(Reply reply) -> reply.toString();
            case Deferred(Verb _, Reply reply) -> reply.toString();
            case Refused(Verb _, Reply reply, Fault _) -> reply.toString();
            case Unfit(String rule, String why) -> rule + ": " + why;
            case Unready(String why) -> why;
            case Oversize(long octets, OctetsMax limit) -> limit.refuse(octets);
            case Unreachable(Trouble _, String why, var _) -> why;
            case Slowed(String why, var _) -> why;
            case Broken(Verb verb, String why) -> verb + ": " + why;
            case Uncertain(String why) -> why;
        };
    }
}
