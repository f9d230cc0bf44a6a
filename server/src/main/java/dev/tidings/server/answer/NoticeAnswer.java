package dev.tidings.server.answer;

import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.NoticeRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody told of a mail after it had been accepted.
///
/// @param arrival   what it came with: several that came with the same have the same
/// @param source    by which way it came in: `imap`, `smtp`, `lmtp`, or a provider's name
/// @param at        when it came about, as it was told
/// @param noted     when it came on record
/// @param recipient as it is told
/// @param fate      `failed`, `delayed`, `delivered`, `relayed`, `expanded`, `complained`, `unsubscribed`,
///                  `answered` or `other`
/// @param reason    why, of what failed or was complained of, in Sisimai's word; null of anything else
/// @param means     the same in a sentence
/// @param advice    what to do about it; null where nobody can
/// @param aboutUs   whether it is about who sends and what is sent: the recipient can do nothing about it
/// @param status    `5.1.1` (RFC 3463)
/// @param code      three digits
/// @param said      the server's words
/// @param judged    what was made of it; null while nobody has looked at it
public record NoticeAnswer(
        long id,
        long arrival,
        String source,
        Instant at,
        Instant noted,
        Optional<String> recipient,
        String fate,
        Optional<String> reason,
        String means,
        Optional<String> advice,
        boolean aboutUs,
        Optional<String> status,
        Optional<Integer> code,
        String said,
        Optional<Judged> judged) {

    /// @param delivery the mail it is about; null when nobody knows
    /// @param attempt  of that mail; null where nothing tells which
    /// @param by       what tells which mail it is: `signed`, `envelope-id`, `header`, `message-id`,
    /// `recipient`
    /// @param believed whether it is from somebody who knows, and about the mail as it had been sent last
    /// @param became   `accepted`, `bounced` or `complained`; null when the mail stayed as it was
    /// @param done     what was done about it, in words
    public record Judged(
            Instant at,
            Optional<Long> delivery,
            Optional<Integer> attempt,
            Optional<String> by,
            boolean believed,
            Optional<String> became,
            String done) {
        static Judged of(NoticeRecord.Judged judged) {
            return new Judged(
                    judged.at(),
                    judged.match().map(Match::delivery),
                    judged.match().map(Match::attempt).filter(number -> number > 0),
                    judged.match().map(match -> match.proof().word()),
                    judged.believed(),
                    judged.became().map(State::word),
                    judged.what());
        }
    }

    public static NoticeAnswer of(NoticeRecord record) {
        Notice notice = record.notice();
        boolean why = notice.fate() == Fate.FAILED || notice.fate() == Fate.COMPLAINED;
        Optional<ReasonInWords> words =
                Optional.of(notice.reason()).filter(_ -> why).map(ReasonInWords::of);
        return new NoticeAnswer(
                record.id(),
                record.arrival(),
                record.source(),
                record.at(),
                record.noted(),
                notice.recipient(),
                notice.fate().word(),
                Optional.of(notice.reason().word()).filter(_ -> why),
                words.map(ReasonInWords::means).orElseGet(() -> means(notice.fate())),
                words.flatMap(ReasonInWords::advice),
                notice.fate() == Fate.FAILED && notice.reason().concern() == Reason.Concern.SENDER,
                notice.status(),
                notice.code(),
                notice.said(),
                record.judged().map(Judged::of));
    }

    private static String means(Fate fate) {
        return switch (fate) {
            case FAILED -> "It will not arrive.";
            case DELAYED -> "It is late, and still being tried.";
            case DELIVERED -> "It reached the mailbox.";
            case RELAYED -> "It went on to a server that tells nothing more.";
            case EXPANDED -> "It went on to the members of a list.";
            case COMPLAINED -> "Its reader told their provider that it is spam.";
            case UNSUBSCRIBED -> "Its reader wants no more of it.";
            case ANSWERED -> "A machine answered it.";
            case OTHER -> "Nothing follows from it.";
        };
    }

    /// `550 5.1.1 no such user`, as the server said it; empty where none is quoted.
    public String reply() {
        return Stream.of(code.map(String::valueOf), status, Optional.of(said))
                .flatMap(Optional::stream)
                .filter(each -> each.equals(said) || !said.contains(each))
                .collect(joining(" "))
                .strip();
    }

    /// `userunknown: 550 5.1.1 no such user`
    public String because() {
        String why = reason.orElse(fate);
        return reply().isEmpty() ? why : why + ": " + reply();
    }

    /// What tells which mail it is, for people.
    public String matched() {
        return judged.flatMap(Judged::by)
                .map(by -> switch (Match.Proof.of(by)) {
                    case SIGNED -> "It came to the return address that was signed for this mail.";
                    case ENVELOPE_ID -> "It names the envelope's id.";
                    case HEADER -> "This mail's trace id is in it.";
                    case MESSAGE_ID -> "It names the Message-ID.";
                    case RECIPIENT -> "It names the address, which was sent this mail last: likely, not certain.";
                })
                .orElse(judged.isPresent() ? "Nobody knows which mail it is about." : "");
    }

    /// Whom it names, if that is not the mail's recipient.
    public Optional<String> named(DeliveryAnswer delivery) {
        return recipient.filter(each -> !each.equalsIgnoreCase(delivery.address()));
    }

    /// How the pages colour it: as what it makes of a mail.
    public String state() {
        return switch (Fate.of(fate)) {
            case FAILED -> "bounced";
            case COMPLAINED -> "complained";
            case DELAYED, DELIVERED, RELAYED, EXPANDED, UNSUBSCRIBED, ANSWERED, OTHER -> fate;
        };
    }
}
