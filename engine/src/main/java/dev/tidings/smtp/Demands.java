package dev.tidings.smtp;

import dev.tidings.smtp.Handover.Unfit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a message asks of a server: whether the server can, and how MAIL says so.
record Demands(Envelope envelope, Content content, Extensions extensions) {

    /// The first demand this server does not meet.
    Optional<Unfit> unmet() {
        if (envelope.isAmbiguous()) {
            return unfit(1, 3, "an envelope address holds a space, a bracket or an invisible character");
        }
        OptionalLong sizeMax = extensions.sizeMax();
        if (sizeMax.isPresent() && content.length() > sizeMax.getAsLong()) {
            return unfit(
                    3,
                    4,
                    "the message has " + content.length() + " octets, the server takes at most " + sizeMax.getAsLong());
        }
        if (isInternational() && !extensions.smtpUtf8()) {
            return unfit(6, 7, "an address or a header needs SMTPUTF8, and the server does not offer it");
        }
        if (content.isEightBit() && !extensions.eightBitMime()) {
            return unfit(6, 3, "the content is 8-bit, and the server does not offer 8BITMIME");
        }
        return Optional.empty();
    }

    Command mail() {
        StringBuilder line =
                new StringBuilder("MAIL FROM:<").append(envelope.from()).append('>');
        if (extensions.size()) {
            line.append(" SIZE=").append(content.length());
        }
        if (content.isEightBit()) {
            line.append(" BODY=8BITMIME");
        }
        if (isInternational()) {
            line.append(" SMTPUTF8");
        }
        dsn().ifPresent(each -> line.append(each.ofMail()));
        return Command.of(Verb.MAIL, line.toString());
    }

    List<Command> recipients() {
        return envelope.to().stream()
                .map(recipient -> Command.of(Verb.RCPT, "RCPT TO:<" + recipient + ">" + wishes(recipient)))
                .toList();
    }

    private String wishes(String recipient) {
        return dsn().map(each -> each.ofRecipient(recipient)).orElse("");
    }

    /// Said only where it is offered: elsewhere it would be a syntax error.
    private Optional<Dsn.Request> dsn() {
        return envelope.dsn().filter(_ -> extensions.dsn());
    }

    private boolean isInternational() {
        return envelope.isInternational() || content.hasInternationalHeader();
    }

    private static Optional<Unfit> unfit(int subject, int detail, String why) {
        return Optional.of(new Unfit(new EnhancedCode(5, subject, detail), why));
    }
}
