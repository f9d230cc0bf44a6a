package dev.tidings.server.answer;

import dev.tidings.feedback.Reason;
import java.util.Optional;

/// Why a mail came back, for people: what a reason means, and what to do about it where somebody can.
record ReasonInWords(String means, Optional<String> advice) {

    static ReasonInWords of(Reason reason) {
        return new ReasonInWords(means(reason), advice(reason));
    }

    private static String means(Reason reason) {
        return switch (reason) {
            case USERUNKNOWN -> "Nobody has this address.";
            case HOSTUNKNOWN -> "There is no such domain, or none that takes mail.";
            case HASMOVED -> "Whoever had this address has moved to another.";
            case NOTACCEPT -> "That domain takes no mail at all.";
            case MAILBOXFULL -> "The mailbox is full.";
            case SUSPEND -> "The mailbox is switched off.";
            case FILTERED -> "The mailbox takes no mail from outside, or not this one.";
            case EXCEEDLIMIT -> "The mailbox has a limit that this mail is above.";
            case AUTHFAILURE -> "SPF, DKIM or DMARC did not pass.";
            case BADREPUTATION -> "The address or domain we send from has a bad name there.";
            case BLOCKED -> "The address we send from is on a block list, or not let in there.";
            case CONTENTERROR -> "Something in the mail is not as that server wants it.";
            case EMAILTOOLARGE -> "The mail is larger than that server takes.";
            case FAILEDSTARTTLS -> "The server wants an encrypted connection, and none came about.";
            case NORELAYING -> "The server passes on no mail for this domain.";
            case NOTCOMPLIANTRFC -> "The mail is not written as the standards want it.";
            case POLICYVIOLATION -> "The mail is against a rule of that server.";
            case REJECTED -> "The sender's address is not taken there.";
            case REQUIREPTR -> "The address we send from has no name in DNS, or one that does not match.";
            case SECURITYERROR -> "The server refuses it for its security.";
            case SPAMDETECTED -> "The mail was taken for spam.";
            case SUPPRESSED -> "The provider we send by keeps a list of its own, and this address is on it.";
            case SYNTAXERROR -> "The server did not understand a command of the one that sent it.";
            case VIRUSDETECTED -> "The mail was taken for one that carries a virus.";
            case EXPIRED -> "It was tried for so long as it was worth it, and nobody took it.";
            case MAILERERROR -> "The program that puts mail into the mailbox failed.";
            case NETWORKERROR -> "The server could not be reached.";
            case ONHOLD -> "The server put it aside, and says no more.";
            case RATELIMITED -> "The server takes no more from us for a while.";
            case SYSTEMERROR -> "The server had trouble of its own.";
            case SYSTEMFULL -> "The server's disk is full.";
            case UNDEFINED -> "Why is not told, or not in words that are known here.";
            case FEEDBACK -> "Its reader told their provider that it is spam.";
            case VACATION -> "Its reader is away.";
            case DELIVERED -> "It reached the mailbox.";
        };
    }

    private static Optional<String> advice(Reason reason) {
        return Optional.of(
                        switch (reason) {
                            case USERUNKNOWN, HOSTUNKNOWN, NOTACCEPT ->
                                "Mend the address where the audience comes from.";
                            case HASMOVED -> "Ask for the new address; what the server says may name it.";
                            case MAILBOXFULL, SUSPEND, FILTERED -> "Reach them by another way, if it matters.";
                            case EXCEEDLIMIT, EMAILTOOLARGE -> "Make the mail smaller: fewer or smaller attachments.";
                            case AUTHFAILURE ->
                                "Run: tidings transport test. It says what SPF, DKIM and DMARC lack for each sender.";
                            case BADREPUTATION ->
                                "Send less, and only to who wants it; look your domain up at the big providers' postmaster pages.";
                            case BLOCKED ->
                                "The server's words name the list as a rule: look it up there, mend the cause, then ask to be taken off.";
                            case CONTENTERROR, NOTCOMPLIANTRFC ->
                                "Look at the mail's source: headers, attachments and their types.";
                            case FAILEDSTARTTLS -> "Have the server that sends for you use TLS; see its log.";
                            case NORELAYING ->
                                "Is the transport the one for this sender, and does it sign in? Run: tidings transport test.";
                            case POLICYVIOLATION, SECURITYERROR ->
                                "Follow the link in the server's words, or ask its postmaster which rule it is.";
                            case REJECTED ->
                                "Let the sender be an address that exists, of a domain whose SPF names this transport.";
                            case REQUIREPTR ->
                                "Have whoever owns the address set its reverse name (PTR), and let that name lead back to it.";
                            case SPAMDETECTED ->
                                "Change what it says, sign it with DKIM, let readers unsubscribe by one click; then send few at first.";
                            case SUPPRESSED -> "Take it off the provider's list, if they want mail again.";
                            case SYNTAXERROR ->
                                "Ask whoever runs the server that sends for you; its log has the command.";
                            case VIRUSDETECTED ->
                                "Look at the attachments and links before anything more of it is sent.";
                            case FEEDBACK -> "Let them go, and make leaving easy: unsubscribe: one-click.";
                            case RATELIMITED -> "Set a lower rate for that domain: domains under the transport.";
                            case EXPIRED, MAILERERROR, NETWORKERROR, ONHOLD, SYSTEMERROR, SYSTEMFULL -> "";
                            case UNDEFINED, VACATION, DELIVERED -> "";
                        })
                .filter(text -> !text.isEmpty());
    }
}
