package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Answered;
import dev.tidings.smtp.Handover.NotBegun;
import dev.tidings.smtp.Handover.Uncertain;
import dev.tidings.smtp.Handover.Withheld;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Several messages in flight at once, by BDAT (RFC 3030): envelope and content leave in one write without
/// waiting for an answer, and answers are heard in order.
///
/// Each envelope but the first begins with RSET: a server need not forget an envelope whose BDAT it refused
/// (RFC 3030 §2), and would take the next message's recipient for that one's.
///
/// Half a window at a time is armed and written, so that the server works on one half while the next is made
/// ready. A line that breaks leaves uncertain what was written and not answered, and nothing else.
final class Window {
    /// So much content is armed at once, unless a single letter is larger: what is armed ought to be on the wire.
    private static final int GROUP_OCTETS_MAX = 256 * 1024;

    private final Wire wire;
    private final Extensions extensions;
    private final int size;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    /// Of the one that is being heard.
    private Optional<Answered> refusal = Optional.empty();
    /// Of the one that is being heard, by recipient.
    private final Map<String, Reply> refused = new LinkedHashMap<>();
    private boolean used;
    private boolean mishandled;
    /// The server reads no more; what it has said can be heard yet.
    private boolean unread;

    /// @param reset whether its envelope begins with RSET: the server has taken part in a transaction before
    private record Sent(Letter letter, Turn turn, boolean reset, List<String> recipients) {
        void handedOver(Handover what) {
            letter.handedOver(what, turn.answers());
        }
    }

    private record Ready(Letter letter, Demands demands) {}

    /// @param size how many may be in flight, at least 2
    /// @param used whether the server has taken part in a transaction of this conversation before
    Window(Wire wire, Extensions extensions, int size, boolean used) {
        this.wire = wire;
        this.extensions = extensions;
        this.size = size;
        this.used = used;
    }

    void run(Mailbag bag) {
        int half = size / 2;
        boolean empty = false;
        while (wire.isOpen()) {
            if (!empty && !unread && inFlight.size() <= size - half) {
                List<Letter> letters = bag.next(half);
                empty = letters.isEmpty();
                send(letters, bag);
            } else if (inFlight.isEmpty()) {
                if (unread) {
                    wire.close();
                }
                return;
            } else {
                hear();
                empty = false;
            }
        }
    }

    /// The server offers CHUNKING and does not know BDAT.
    boolean mishandled() {
        return mishandled;
    }

    private void send(List<Letter> letters, Mailbag bag) {
        List<Ready> group = new ArrayList<>();
        int octets = 0;
        for (Letter letter : letters) {
            Demands demands = new Demands(letter.envelope(), new Content(letter.content()).withLineEnds(), extensions);
            Optional<Handover.Unfit> unfit = demands.unmet();
            if (unfit.isPresent()) {
                letter.handedOver(unfit.get(), List.of());
                continue;
            }
            if (octets > 0 && octets + demands.content().length() > GROUP_OCTETS_MAX) {
                sendGroup(group, bag);
                group = new ArrayList<>();
                octets = 0;
            }
            group.add(new Ready(letter, demands));
            octets += demands.content().length();
        }
        if (!group.isEmpty()) {
            sendGroup(group, bag);
        }
    }

    private void sendGroup(List<Ready> group, Mailbag bag) {
        if (!wire.isOpen() || unread) {
            group.forEach(each -> each.letter.handedOver(new NotBegun(SmtpSession.ENDED), List.of()));
            return;
        }
        List<Letter> going = bag.mayEnd(group.stream().map(Ready::letter).toList());
        List<Ready> leaving = new ArrayList<>();
        for (Ready each : group) {
            if (going.contains(each.letter)) {
                leaving.add(each);
                inFlight.add(sent(each));
                used = true;
            } else {
                each.letter.handedOver(new Withheld(), List.of());
            }
        }
        write(leaving);
    }

    private Sent sent(Ready ready) {
        Turn turn = new Turn(wire, ready.letter.transcript());
        return new Sent(ready.letter, turn, used, ready.demands.envelope().to());
    }

    private void write(List<Ready> leaving) {
        Iterator<Sent> sent = newest(leaving.size());
        int gathered = 0;
        try {
            for (Ready each : leaving) {
                if (!gather(each, sent.next())) {
                    unread = true;
                    stay(leaving.size() - gathered);
                    return;
                }
                gathered++;
            }
            unread = !wire.flush(Verb.CONTENT);
            newest(leaving.size()).forEachRemaining(each -> each.turn.left());
        } catch (Breakdown breakdown) {
            stay(leaving.size() - gathered);
            broken(breakdown.how());
        }
    }

    /// @return false when its last octet has not left, and will not
    private boolean gather(Ready ready, Sent sent) throws Breakdown {
        boolean leaves = wire.gather(Verb.CONTENT, sent.turn.octets(commands(ready, sent.reset)))
                && wire.gather(Verb.CONTENT, ready.demands.content().octets());
        sent.turn.content(ready.demands.content().length());
        return leaves;
    }

    /// The newest did not leave whole: the server cannot take them.
    private void stay(int count) {
        for (int i = 0; i < count; i++) {
            inFlight.removeLast().handedOver(new NotBegun(SmtpSession.ENDED));
        }
    }

    private Iterator<Sent> newest(int count) {
        return inFlight.stream().skip(inFlight.size() - count).iterator();
    }

    private static List<Command> commands(Ready ready, boolean reset) {
        List<Command> commands = new ArrayList<>(4);
        if (reset) {
            commands.add(Command.of(Verb.RSET, "RSET"));
        }
        commands.add(ready.demands.mail());
        commands.addAll(ready.demands.recipients());
        commands.add(
                Command.of(Verb.END_OF_DATA, "BDAT " + ready.demands.content().length() + " LAST"));
        return commands;
    }

    /// Hears all about the one that was sent first.
    private void hear() {
        Sent oldest = inFlight.removeFirst();
        refusal = Optional.empty();
        refused.clear();
        try {
            Handover handover = answer(oldest);
            oldest.handedOver(handover);
            if (!wire.isOpen()) {
                farewell();
            }
        } catch (Breakdown breakdown) {
            oldest.handedOver(refusal.<Handover>map(known -> known).orElse(new Uncertain(breakdown.how())));
            broken(breakdown.how());
        }
    }

    private Handover answer(Sent sent) throws Breakdown {
        envelope(sent);
        if (!wire.isOpen()) {
            return leaving(sent, refusal.orElseThrow());
        }
        Reply end = reply(sent, Verb.END_OF_DATA);
        if (refusal.isPresent()) {
            return refused(refusal.get(), end);
        }
        return switch (end.code()) {
            case 500, 502 -> unknown(end);
            case 501, 503, 504 -> misread(end);
            default -> new Answered(Verb.END_OF_DATA, end, Map.copyOf(refused));
        };
    }

    private void envelope(Sent sent) throws Breakdown {
        if (sent.reset) {
            Reply reset = reply(sent, Verb.RSET);
            if (reset.isFarewell()) {
                note(Verb.MAIL, reset);
                return;
            }
            requireReset(reset);
        }
        note(Verb.MAIL, reply(sent, Verb.MAIL));
        for (String recipient : sent.recipients) {
            if (!wire.isOpen()) {
                return;
            }
            Reply reply = reply(sent, Verb.RCPT);
            if (!reply.isPositive()) {
                refused.put(recipient, reply);
            }
            if (reply.isFarewell() || refused.size() == sent.recipients.size()) {
                note(Verb.RCPT, reply);
            }
        }
    }

    private void note(Verb at, Reply reply) {
        if (!reply.isPositive() && refusal.isEmpty()) {
            refusal = Optional.of(new Answered(at, reply, Map.copyOf(refused)));
        }
    }

    private Handover refused(Answered known, Reply end) throws Breakdown {
        if (end.isPositive()) {
            wire.close();
            refusal = Optional.empty(); // nobody can say any more what it did
            throw Breakdown.protocol(Verb.END_OF_DATA, "took a message whose envelope it had refused: " + end);
        }
        return known;
    }

    /// A server may end a conversation between two messages whenever it likes, and says so at MAIL at the
    /// earliest.
    private static Handover leaving(Sent sent, Answered farewell) {
        return sent.reset && farewell.at() == Verb.MAIL && farewell.reply().isFarewell()
                ? new NotBegun(
                        new Break(Verb.MAIL, Break.Kind.LOST, farewell.reply().toString()))
                : farewell;
    }

    /// It does not know BDAT, so it has taken nothing that came by it.
    private NotBegun unknown(Reply end) {
        mishandled = true;
        wire.close();
        return new NotBegun(notUnderstood(end));
    }

    /// It did not take this one; whether it is in step with us for the others nobody knows.
    private NotBegun misread(Reply end) {
        mishandled = true;
        broken(notUnderstood(end));
        return new NotBegun(notUnderstood(end));
    }

    private static Break notUnderstood(Reply end) {
        return new Break(Verb.END_OF_DATA, Break.Kind.PROTOCOL_ERROR, "BDAT is not understood: " + end);
    }

    private Reply reply(Sent sent, Verb at) throws Breakdown {
        Reply reply = sent.turn.reply(at);
        if (reply.isIntermediate()) {
            wire.close();
            throw Breakdown.protocol(at, "not an answer to it: " + reply);
        }
        if (reply.isFarewell()) {
            wire.close();
        }
        return reply;
    }

    private void requireReset(Reply reset) throws Breakdown {
        if (!reset.isPositive()) {
            wire.close();
            throw Breakdown.protocol(Verb.RSET, "not an answer to it: " + reset);
        }
    }

    /// The server said that it reads no further: it has not taken what lies behind.
    private void farewell() {
        Break how = new Break(Verb.MAIL, Break.Kind.LOST, "the server ended the conversation before its turn");
        inFlight.forEach(sent -> sent.handedOver(new NotBegun(how)));
        inFlight.clear();
    }

    /// Whatever was written and not answered may have been taken.
    private void broken(Break how) {
        wire.close();
        inFlight.forEach(sent -> sent.handedOver(new Uncertain(how)));
        inFlight.clear();
    }
}
