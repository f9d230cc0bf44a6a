package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Answered;
import dev.tidings.smtp.Handover.Broken;
import dev.tidings.smtp.Handover.NotBegun;
import dev.tidings.smtp.Handover.Uncertain;
import dev.tidings.smtp.Handover.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One message over an open connection, by DATA: MAIL, RCPT, DATA, content, end-of-data.
///
/// With PIPELINING the next message's envelope leaves in one write with the final dot (RFC 2920 §3.1), so that a
/// message costs one round trip.
final class Transaction {
    private final Wire wire;
    private final Letter letter;
    private final Demands demands;
    private final Start start;
    private final Turn turn;
    private final Map<String, Reply> refused = new LinkedHashMap<>();
    private Optional<Transaction> next = Optional.empty();
    private boolean ending;
    private boolean needsReset;

    /// How a transaction begins.
    ///
    /// @param resetFirst whether the one before was left unfinished on the server's side
    /// @param said       whether its envelope is on its way already, behind the message before
    /// @param used       whether the server has taken part in a transaction of this conversation before
    record Start(boolean resetFirst, boolean said, boolean used) {}

    Transaction(Wire wire, Letter letter, Demands demands, Start start) {
        this.wire = wire;
        this.letter = letter;
        this.demands = demands;
        this.start = start;
        this.turn = new Turn(wire, letter.transcript());
    }

    /// @param bag  asked whether the message may be ended
    /// @param more the transaction that follows, asked for once this one is about to end
    void run(Mailbag bag, Supplier<Optional<Transaction>> more) {
        Handover what = handover(bag, more);
        letter.handedOver(what, turn.answers());
    }

    private Handover handover(Mailbag bag, Supplier<Optional<Transaction>> more) {
        try {
            Optional<Answered> turnedDown = envelope();
            if (turnedDown.isEmpty()) {
                return content(bag, more);
            }
            return isLeavingUs(turnedDown.get()) ? new NotBegun(farewell(turnedDown.get())) : turnedDown.get();
        } catch (Breakdown breakdown) {
            if (ending) {
                return new Uncertain(breakdown.how());
            }
            return isLost(breakdown.how()) ? new NotBegun(breakdown.how()) : new Broken(breakdown.how());
        }
    }

    /// A server may end a conversation between two messages whenever it likes, and says so at MAIL at the
    /// earliest.
    private boolean isLeavingUs(Answered answered) {
        return start.used && answered.at() == Verb.MAIL && answered.reply().isFarewell();
    }

    private boolean isLost(Break how) {
        return start.used && how.kind() == Break.Kind.LOST && (how.at() == Verb.MAIL || how.at() == Verb.RSET);
    }

    private static Break farewell(Answered answered) {
        return new Break(answered.at(), Break.Kind.LOST, answered.reply().toString());
    }

    /// Whether the server may still hold an envelope that came to nothing.
    boolean needsReset() {
        return needsReset;
    }

    /// The one whose envelope went along with this one's end.
    Optional<Transaction> next() {
        return next;
    }

    /// Of a letter whose envelope may have been said, and whose turn does not come.
    void abandon(Break how) {
        letter.handedOver(new NotBegun(how), List.of());
    }

    private Optional<Answered> envelope() throws Breakdown {
        Exchange exchange =
                new Exchange(wire, turn, commands(), demands.extensions().pipelining(), start.said);
        if (start.resetFirst) {
            requireReset(exchange.next());
        }
        Reply mail = verdict(Verb.MAIL, exchange.next());
        if (!mail.isPositive()) {
            return turnedDown(Verb.MAIL, mail, exchange);
        }
        Reply last = mail;
        for (String recipient : demands.envelope().to()) {
            last = verdict(Verb.RCPT, exchange.next());
            if (last.isFarewell()) {
                return turnedDown(Verb.RCPT, last, exchange);
            }
            if (!last.isPositive()) {
                refused.put(recipient, last);
            }
        }
        if (refused.size() == demands.envelope().to().size()) {
            return turnedDown(Verb.RCPT, last, exchange);
        }
        Reply data = exchange.next();
        if (data.isPositive() || (data.isIntermediate() && data.code() != 354)) {
            throw notAnAnswer(Verb.DATA, data);
        }
        return data.isIntermediate() ? Optional.empty() : turnedDown(Verb.DATA, data, exchange);
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>(4);
        if (start.resetFirst) {
            commands.add(Command.of(Verb.RSET, "RSET"));
        }
        commands.add(demands.mail());
        commands.addAll(demands.recipients());
        commands.add(Command.of(Verb.DATA, "DATA"));
        return commands;
    }

    private void requireReset(Reply reset) throws Breakdown {
        if (reset.isFarewell()) {
            wire.close();
            throw new Breakdown(new Break(Verb.RSET, Break.Kind.LOST, reset.toString()));
        }
        if (!reset.isPositive()) {
            throw notAnAnswer(Verb.RSET, reset);
        }
    }

    /// The server has spoken; what else it has to say about this envelope is heard and forgotten.
    private Optional<Answered> turnedDown(Verb at, Reply reply, Exchange exchange) {
        needsReset = true;
        if (reply.isFarewell()) {
            wire.close();
        } else {
            finish(exchange);
        }
        return Optional.of(new Answered(at, reply, refused));
    }

    private static void finish(Exchange exchange) {
        try {
            exchange.finish();
        } catch (Breakdown breakdown) {
            // the verdict was heard before the line broke, and the wire has closed itself
        }
    }

    private Handover content(Mailbag bag, Supplier<Optional<Transaction>> more) throws Breakdown {
        Content content = demands.content();
        ContentWriter writer = new ContentWriter(wire, content.length());
        turn.content(content.length());
        if (!writer.write(content.octets()) || wire.hasUnread()) {
            return interrupted();
        }
        if (bag.mayEnd(List.of(letter)).isEmpty()) {
            wire.close();
            return new Withheld();
        }
        next = demands.extensions().pipelining() ? more.get() : Optional.empty();
        ending = true;
        turn.finalDot();
        writer.end(next.map(each -> each.turn.octets(each.commands())).orElse(new byte[0]));
        turn.left();
        Reply reply = verdict(Verb.END_OF_DATA, turn.reply(Verb.END_OF_DATA));
        if (reply.isFarewell()) {
            wire.close();
        }
        return new Answered(Verb.END_OF_DATA, reply, refused);
    }

    /// It answered before the end. It may refuse then, but it cannot have accepted; and the content was not
    /// ended, so the connection is good for nothing more.
    private Handover interrupted() throws Breakdown {
        Reply reply = turn.reply(Verb.CONTENT);
        wire.close();
        if (reply.isTransient() || reply.isPermanent()) {
            return new Answered(Verb.CONTENT, reply, refused);
        }
        throw Breakdown.protocol(Verb.CONTENT, "an answer before the end of data: " + reply);
    }

    private Reply verdict(Verb at, Reply reply) throws Breakdown {
        if (reply.isIntermediate()) {
            throw notAnAnswer(at, reply);
        }
        return reply;
    }

    private Breakdown notAnAnswer(Verb at, Reply reply) {
        wire.close();
        return Breakdown.protocol(at, "not an answer to it: " + reply);
    }
}
