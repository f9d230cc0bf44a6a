package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Answered;
import dev.tidings.smtp.Handover.Broken;
import dev.tidings.smtp.Handover.Uncertain;
import dev.tidings.smtp.Handover.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One message over an open connection: MAIL, RCPT, DATA, content, end-of-data.
final class Transaction {
    private final Wire wire;
    private final Demands demands;
    private final boolean resetFirst;
    private final Map<String, Reply> refused = new LinkedHashMap<>();
    private boolean ending;
    private boolean needsReset;

    /// @param resetFirst whether the one before was left unfinished on the server's side
    Transaction(Wire wire, Demands demands, boolean resetFirst) {
        this.wire = wire;
        this.demands = demands;
        this.resetFirst = resetFirst;
    }

    Handover run(EndOfDataGate gate) {
        try {
            Optional<Answered> turnedDown = envelope();
            return turnedDown.isPresent() ? turnedDown.get() : content(gate);
        } catch (Breakdown breakdown) {
            return ending ? new Uncertain(breakdown.how()) : new Broken(breakdown.how());
        }
    }

    /// Whether the server may still hold an envelope that came to nothing.
    boolean needsReset() {
        return needsReset;
    }

    private Optional<Answered> envelope() throws Breakdown {
        Exchange exchange = new Exchange(wire, commands(), demands.extensions().pipelining());
        if (resetFirst) {
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
        if (resetFirst) {
            commands.add(Command.of(Verb.RSET, "RSET"));
        }
        commands.add(demands.mail());
        for (String recipient : demands.envelope().to()) {
            commands.add(Command.of(Verb.RCPT, "RCPT TO:<" + recipient + ">"));
        }
        commands.add(Command.of(Verb.DATA, "DATA"));
        return commands;
    }

    private void requireReset(Reply reset) throws Breakdown {
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

    private Handover content(EndOfDataGate gate) throws Breakdown {
        Content content = demands.content();
        ContentWriter writer = new ContentWriter(wire, content.length());
        wire.note("(" + content.length() + " octets of content)");
        writer.write(content.octets());
        if (wire.hasUnread()) {
            return interrupted();
        }
        if (!gate.mayEnd()) {
            wire.close();
            return new Withheld();
        }
        ending = true;
        wire.note(".");
        writer.end();
        Reply reply = verdict(Verb.END_OF_DATA, wire.reply(Verb.END_OF_DATA));
        if (reply.isFarewell()) {
            wire.close();
        }
        return new Answered(Verb.END_OF_DATA, reply, refused);
    }

    /// It answered before the end. It may refuse then, but it cannot have accepted; and the content was not
    /// ended, so the connection is good for nothing more.
    private Handover interrupted() throws Breakdown {
        Reply reply = wire.reply(Verb.CONTENT);
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
