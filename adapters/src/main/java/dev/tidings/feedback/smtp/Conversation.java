package dev.tidings.feedback.smtp;

import dev.tidings.feedback.smtp.Command.Path;
import dev.tidings.ledger.StoreAway;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Trace;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection, from greeting to goodbye.
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int IDLE_TALK_MAX = 100;
    private static final int HEARD_OUT = 3;
    private static final List<String> OF_MAIL = List.of("SIZE", "BODY", "SMTPUTF8");

    /// Browsers that somebody sent here (a line of HTTP is no mistake that is made twice).
    private static final Set<String> OF_BROWSERS = Set.of("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT");

    private final Reception reception;
    private final Guests guests;
    private final Quota quota;
    private final Peer peer;
    private final Consumer<Optional<String>> trouble;
    private final List<Recipient> recipients = new ArrayList<>();
    private boolean greeted;
    private boolean begun;
    private boolean declined;
    private volatile boolean over;
    private volatile boolean taking;
    private int mistakes;
    private int idleTalk;

    /// @param mail that came back to this address
    private record Recipient(String address, Trace mail) {}

    /// @param trouble hears whether the last message could be put on record
    Conversation(Reception reception, Guests guests, Quota quota, Peer peer, Consumer<Optional<String>> trouble) {
        this.reception = reception;
        this.guests = guests;
        this.quota = quota;
        this.peer = peer;
        this.trouble = trouble;
    }

    /// Leaves it to others to hang up.
    void run() {
        try {
            say("220 " + reception.name() + (isLmtp() ? " LMTP" : " ESMTP") + " for what comes back");
            while (!over) {
                hear(Command.of(peer.line(guests.patience())));
            }
            peer.flush();
        } catch (Misread misread) {
            guests.mistaken(peer.address());
            reception.ear().refused(misread.rejection());
            hangUp(misread.reply());
        } catch (SocketTimeoutException late) {
            hangUp("421 4.4.2 " + reception.name() + " waits no longer");
        } catch (IOException gone) {
            LOG.debug("{} is gone: {}", peer.address(), gone.toString());
        }
    }

    /// Soon, whatever is said; at once, unless a message is being put on record.
    void end() {
        over = true;
        if (!taking) {
            peer.close();
        }
    }

    private void hangUp(String reply) {
        try {
            peer.say(reply);
            peer.flush();
        } catch (IOException gone) {
            LOG.debug("{} did not hear \"{}\"", peer.address(), reply);
        }
    }

    private void hear(Command command) throws IOException {
        switch (command.verb()) {
            case "EHLO", "HELO", "LHLO" -> greet(command);
            case "MAIL" -> mail(command);
            case "RCPT" -> recipient(command);
            case "DATA" -> data();
            case "RSET" -> reset();
            case "NOOP" -> talk("250 2.0.0 yes");
            case "HELP" -> talk("214 2.0.0 what comes back is taken in here, and nothing else");
            case "VRFY" -> talk("252 2.1.5 send it, and it will be seen");
            case "QUIT" -> leave("221 2.0.0 goodbye");
            default -> unknown(command);
        }
    }

    private void greet(Command command) throws IOException {
        if (command.verb().equals("LHLO") != isLmtp()) {
            mistake("500 5.5.1 " + (isLmtp() ? "say LHLO (RFC 2033)" : "say EHLO"));
            return;
        }
        greeted = true;
        forget();
        if (command.verb().equals("HELO")) {
            talk("250 " + reception.name());
            return;
        }
        say("250-" + reception.name());
        say("250-PIPELINING");
        say("250-SIZE " + reception.limits().octetsMax());
        say("250-8BITMIME");
        say("250-SMTPUTF8");
        talk("250 ENHANCEDSTATUSCODES");
    }

    private void mail(Command command) throws IOException {
        Optional<Path> path = command.path("FROM:");
        if (!greeted || begun) {
            mistake("503 5.5.1 " + (begun ? "a message has begun already" : "say hello first"));
        } else if (path.isEmpty()) {
            mistake("501 5.5.4 MAIL FROM:<address>");
        } else if (!path.get().hasOnly(OF_MAIL)) {
            mistake("555 5.5.4 of parameters, SIZE, BODY and SMTPUTF8 are known here");
        } else if (path.get().size().orElse(0L) > reception.limits().octetsMax()) {
            declined = true;
            say(tooLong());
        } else if (!guests.bring(peer.address())) {
            declined = true;
            reception.ear().refused(Rejection.RATE);
            say("450 4.7.1 this is too much in a minute; come again");
        } else {
            begun = true;
            declined = false;
            say("250 2.1.0 from whomever");
        }
    }

    private void recipient(Command command) throws IOException {
        Optional<Path> path = command.path("TO:");
        Optional<Trace> mail = path.flatMap(each -> reception.ours().apply(each.address()));
        if (!begun) {
            outOfTurn("503 5.5.1 MAIL comes first");
        } else if (path.isEmpty() || !path.get().hasOnly(List.of())) {
            mistake("501 5.5.4 RCPT TO:<address>");
        } else if (recipients.size() == Limits.RECIPIENTS) {
            say("452 4.5.3 at most " + Limits.RECIPIENTS + " recipients at once");
        } else if (mail.isEmpty()) {
            declined = true;
            reception.ear().refused(Rejection.ADDRESS);
            refuse("550 5.1.1 this is none of our return addresses, and mail for others is not passed on");
        } else if (!quota.hasRoom(mail.get())) {
            declined = true;
            reception.ear().refused(Rejection.QUOTA);
            say("452 4.2.2 enough came back for this mail today; come again tomorrow");
        } else {
            recipients.add(new Recipient(path.get().address(), mail.get()));
            say("250 2.1.5 it is ours");
        }
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            outOfTurn(begun && !isLmtp() ? "554 5.5.1 there is no recipient" : "503 5.5.1 RCPT comes first");
            return;
        }
        say("354 go on, and end with a dot alone");
        long octetsMax = reception.limits().octetsMax();
        Content content = new Content(octetsMax);
        peer.read(content, HEARD_OUT * octetsMax, reception.limits().message());
        if (content.isAmbiguous()) {
            // what follows may be part of it, as somebody else reads it
            guests.mistaken(peer.address());
            count();
            reception.ear().refused(Rejection.LINE_END);
            answer("550 5.5.2 a CR or an LF stands alone in it");
            leave("421 4.7.0 so nobody knows where it ends");
        } else {
            taking = true;
            answer(content.isTooLong() ? tooLong() : taken(content));
            peer.flush();
            taking = false;
        }
        idleTalk = 0;
        forget();
    }

    private String taken(Content content) {
        try {
            List<String> comeTo = recipients.stream().map(Recipient::address).toList();
            reception
                    .intake()
                    .take(reception
                            .arrivals()
                            .now(isLmtp() ? "lmtp" : "smtp", content.hash(), content.beginning(), comeTo));
            count();
            trouble.accept(Optional.empty());
            return "250 2.0.0 it is on record";
        } catch (StoreAway away) {
            LOG.debug("a message that came back cannot be put on record: {}", away.getMessage());
            return later(away);
        } catch (RuntimeException failed) {
            LOG.warn("a message that came back cannot be put on record; who brought it keeps it", failed);
            return later(failed);
        }
    }

    private void count() {
        recipients.stream().map(Recipient::mail).distinct().forEach(quota::count);
    }

    private String later(RuntimeException failed) {
        trouble.accept(Optional.of("what comes in cannot be put on record: " + failed.getMessage()));
        return "451 4.3.0 it cannot be put on record now; keep it";
    }

    /// Once for a message, or once for each of its recipients (RFC 2033 §4.2).
    private void answer(String reply) throws IOException {
        for (int i = 0; i < (isLmtp() ? recipients.size() : 1); i++) {
            say(reply);
        }
    }

    private String tooLong() {
        reception.ear().refused(Rejection.SIZE);
        return "552 5.3.4 a message has at most " + reception.limits().octetsMax() + " octets";
    }

    private void reset() throws IOException {
        forget();
        talk("250 2.0.0 forgotten");
    }

    private void forget() {
        begun = false;
        declined = false;
        recipients.clear();
    }

    private void unknown(Command command) throws IOException {
        if (OF_BROWSERS.contains(command.verb())) {
            throw new Misread(Rejection.PROTOCOL, "421 4.7.0 this is a mail server");
        }
        mistake("502 5.5.1 this is not known here");
    }

    /// What follows in the same go as what was refused (RFC 2920) is no mistake.
    private void outOfTurn(String reply) throws IOException {
        if (declined) {
            talk(reply);
        } else {
            mistake(reply);
        }
    }

    private void mistake(String reply) throws IOException {
        guests.mistaken(peer.address());
        reception.ear().refused(Rejection.PROTOCOL);
        refuse(reply);
    }

    /// Counts in this conversation alone: a mail server that is set before us brings what strangers have sent
    /// it.
    private void refuse(String reply) throws IOException {
        say(reply);
        if (++mistakes == Limits.MISTAKES_IN_A_CONVERSATION) {
            leave("421 4.7.0 these are too many mistakes");
        }
    }

    /// An answer that brings nobody further.
    private void talk(String reply) throws IOException {
        say(reply);
        if (++idleTalk == IDLE_TALK_MAX) {
            leave("421 4.7.0 this leads nowhere");
        }
    }

    private void leave(String reply) throws IOException {
        say(reply);
        over = true;
    }

    private void say(String reply) throws IOException {
        peer.say(reply);
    }

    private boolean isLmtp() {
        return reception.protocol() == Protocol.LMTP;
    }
}
