package dev.tidings.smtp;

import java.util.ArrayList;
import java.util.List;

/// One message's turn in a conversation: what is said for it, and all that is answered.
///
/// Several can be under way at once; whatever is said or heard belongs to one of them.
final class Turn {
    private final Wire wire;
    private final Transcript transcript;
    private final List<Answer> answers = new ArrayList<>(4);
    private long left;

    /// @param transcript what hears of this message, beside that of the whole connection
    Turn(Wire wire, Transcript transcript) {
        this.wire = wire;
        this.transcript = transcript;
        this.left = wire.written();
    }

    /// Writes commands in one go.
    void say(List<Command> commands) throws Breakdown {
        byte[] group = octets(commands);
        wire.write(commands.getFirst().verb(), group, group.length);
        left();
    }

    /// The octets of commands that leave with something else; [#left] is called when they have.
    byte[] octets(List<Command> commands) {
        if (transcript != Transcript.NONE) {
            commands.forEach(each -> transcript.sent(wire.hidden(each.toString())));
        }
        return wire.octets(commands);
    }

    /// The message's own octets are written now, unseen.
    void content(int octets) {
        if (transcript != Transcript.NONE || wire.isHeard()) {
            note("(" + octets + " octets of content)");
        }
    }

    void finalDot() {
        note(".");
    }

    private void note(String line) {
        transcript.sent(line);
        wire.note(line);
    }

    /// The last octet of what was said is on its way: from now on the server takes its time.
    void left() {
        left = wire.written();
    }

    /// The next reply, within the time for `at`.
    Reply reply(Verb at) throws Breakdown {
        return heard(at, wire.reply(at));
    }

    /// The next reply, of which only its passing matters.
    Reply passing(Verb at) throws Breakdown {
        return heard(at, wire.passing(at));
    }

    private Reply heard(Verb at, Reply reply) {
        transcript.received(reply);
        if (at != Verb.RSET || !reply.isPositive()) {
            answers.add(new Answer(at, reply, wire.waited(left)));
        }
        return reply;
    }

    /// All that was answered so far, in order; without an RSET that was done, which says nothing of this message.
    List<Answer> answers() {
        return List.copyOf(answers);
    }
}
