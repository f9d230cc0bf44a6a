package dev.tidings.contracts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// What a [ScriptedServer] does at one step, in place of a good answer.
public sealed interface Act {
    /// One reply or several, lines parted by CRLF.
    record Say(String reply) implements Act {}

    /// Says something after a while.
    record Late(Duration after, String reply) implements Act {}

    /// Says something and closes, but hears the client out: who closes with words unread resets the line, and its
    /// own last words may be lost.
    record SayAndDrop(String reply) implements Act {}

    /// At the end of a message: takes it all the same, and then does something else than say so.
    record Take(Act then) implements Act {}

    /// Closes in an orderly way.
    record Drop() implements Act {}

    /// Closes with a TCP reset.
    record Reset() implements Act {}

    /// Does something once it is given the sign.
    record Await(CountDownLatch sign, Act then) implements Act {}

    /// Reads on and never answers.
    record Silence() implements Act {}

    /// Neither answers nor reads.
    record Deafness() implements Act {}

    /// One octet of an endless line at a time.
    record Drip(Duration between) implements Act {}

    /// A reply of so many octets, most of them in continuation lines.
    record Flood(int octets) implements Act {}

    /// At AUTH: after each line of the exchange, what to do next, given all lines heard in it (the command
    /// first). It goes on as long as that says 334; a client that cancels hears 501.
    record Converse(Function<List<String>, Act> next) implements Act {}

    static Act say(String reply) {
        return new Say(reply);
    }

    static Act late(Duration after, String reply) {
        return new Late(after, reply);
    }

    static Act drop() {
        return new Drop();
    }
}
