package dev.tidings.smtp;

import java.util.List;

/// Commands and their replies, matched in order.
///
/// With PIPELINING (RFC 2920) all commands leave in one write before the first reply is read; without it each
/// waits for the reply to the one before. The reader sees no difference until it stops early.
final class Exchange {
    private final Wire wire;
    private final Turn turn;
    private final List<Command> commands;
    private final boolean pipelined;
    private int answered;

    /// @param turn the message's that they are for
    /// @param said whether they are on their way already, behind the message before
    Exchange(Wire wire, Turn turn, List<Command> commands, boolean pipelined, boolean said) throws Breakdown {
        this.wire = wire;
        this.turn = turn;
        this.commands = commands;
        this.pipelined = pipelined;
        if (pipelined && !said) {
            turn.say(commands);
        }
    }

    /// The reply to the next command.
    Reply next() throws Breakdown {
        Command command = commands.get(answered++);
        if (!pipelined) {
            turn.say(List.of(command));
        }
        return turn.reply(command.verb());
    }

    /// Reads the replies to what was already said and no longer matters.
    void finish() throws Breakdown {
        while (pipelined && answered < commands.size() && wire.isOpen()) {
            Reply reply = turn.passing(commands.get(answered++).verb());
            if (reply.isFarewell()) {
                wire.close();
            } else if (reply.isIntermediate()) {
                endEmptyData();
            }
        }
    }

    /// DATA was taken although no recipient was: nothing but a lone dot ends it (RFC 2920 §3.1), and the
    /// answer to that says nothing.
    private void endEmptyData() throws Breakdown {
        turn.say(List.of(Command.of(Verb.END_OF_DATA, ".")));
        if (turn.passing(Verb.END_OF_DATA).isFarewell()) {
            wire.close();
        }
    }
}
