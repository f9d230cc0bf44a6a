package dev.tidings.server.show;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.audience.Row;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.Tally;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came back to the show house, all of it of one occurrence.
final class ShowReturned {
    private static final Instant DUE = Instant.parse("2026-11-21T01:00:00Z");
    private static final Instant BACK = Instant.parse("2026-11-22T20:15:00Z");
    private static final long OCCURRENCE = 9;

    private final WrittenHistory history;
    private final Occurrence occurrence = new Occurrence(
            OCCURRENCE,
            new Occurrence.Key("standup", DUE, Cause.SCHEDULE),
            Stage.LIVE,
            ShowWorkspace.REVISION,
            new Occurrence.Period(DUE.minus(Duration.ofDays(1)), DUE),
            DUE.plusMillis(120),
            Optional.empty());

    ShowReturned(WrittenHistory history) {
        this.history = history;
    }

    void write() {
        history.occurrences.put(
                OCCURRENCE,
                new OccurrenceRecord(
                        occurrence,
                        Standing.FINISHED,
                        "",
                        new Tally(Map.of(State.ACCEPTED, 396L, State.BOUNCED, 3L, State.COMPLAINED, 1L), 0),
                        Optional.of(DUE.plusSeconds(40)),
                        new OccurrenceRecord.By("mail1", Optional.of("mail1"))));
        delivery(950, "gone@corp.example", State.BOUNCED, "came back (userunknown): no such user");
        delivery(951, "full@example.com", State.BOUNCED, "came back (mailboxfull): over quota");
        delivery(952, "zhang@gmail.com", State.BOUNCED, "came back (blocked): unsolicited mail");
        delivery(953, "cross@example.com", State.COMPLAINED, "complained of as spam");
        gone();
        full();
        blocked();
        complained();
        unmatched();
        counts();
        history.stops.put("digest", new Stop("digest", "bounces > 5%: 9 of the last 120 mails", BACK));
    }

    private void gone() {
        notice(
                1,
                "smtp",
                failed("gone@corp.example", Fate.DELAYED, Reason.UNDEFINED, "4.4.1", 0, "connection timed out"),
                judged(950, 1, Proof.SIGNED, Optional.empty(), "nothing: it is late, and still being tried"));
        notice(
                2,
                "smtp",
                failed(
                        "gone@corp.example",
                        Fate.FAILED,
                        Reason.USERUNKNOWN,
                        "5.1.1",
                        550,
                        "no such user " + ShowHouse.AWKWARD),
                judged(950, 1, Proof.SIGNED, Optional.of(State.BOUNCED), "gone@corp.example is left out from now on"));
        history.suppressions.add(
                new Suppression(
                        Address.parse("gone@corp.example"),
                        Optional.empty(),
                        Suppression.Reason.BOUNCED,
                        new Suppression.Act("what came back by smtp", "", "userunknown: no such user"),
                        BACK,
                        Optional.empty()),
                BACK);
    }

    private void full() {
        notice(
                3,
                "imap",
                failed("full@example.com", Fate.FAILED, Reason.MAILBOXFULL, "5.2.2", 552, "mailbox is over quota"),
                judged(951, 0, Proof.MESSAGE_ID, Optional.of(State.BOUNCED), "counted: 1 of 3 within 30 days"));
    }

    private void blocked() {
        notice(
                4,
                "sendgrid",
                failed(
                        "zhang@gmail.com",
                        Fate.FAILED,
                        Reason.BLOCKED,
                        "5.7.1",
                        550,
                        "Our system has detected that this message is likely unsolicited mail; see https://support.google.com/mail/?p=UnsolicitedMessageError"),
                judged(
                        952,
                        0,
                        Proof.HEADER,
                        Optional.of(State.BOUNCED),
                        "for the operator: it is about us, not about the recipient"));
    }

    private void complained() {
        notice(
                5,
                "imap",
                new Notice(
                        Optional.of("cross@example.com"),
                        Fate.COMPLAINED,
                        Reason.FEEDBACK,
                        Optional.empty(),
                        Optional.empty(),
                        ""),
                judged(
                        953,
                        0,
                        Proof.HEADER,
                        Optional.of(State.COMPLAINED),
                        "cross@example.com is left out from now on"));
    }

    private void unmatched() {
        notice(
                6,
                "imap",
                failed("stranger@example.org", Fate.FAILED, Reason.USERUNKNOWN, "5.1.1", 550, ShowHouse.AWKWARD),
                Optional.of(new Judged(
                        BACK,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "unmatched: no mail of ours is known by it, so nobody is left out")));
        notice(
                7,
                "postmark",
                failed("late@example.org", Fate.FAILED, Reason.EXPIRED, "4.4.7", 0, "delivery time expired"),
                Optional.empty());
    }

    private void counts() {
        history.returned.addAll(List.of(
                new Returned("standup", Stage.LIVE, "main", "corp.example", Reason.USERUNKNOWN, 1),
                new Returned("standup", Stage.LIVE, "main", "example.com", Reason.MAILBOXFULL, 1),
                new Returned("standup", Stage.LIVE, "main", "example.com", Reason.FEEDBACK, 1),
                new Returned("standup", Stage.LIVE, "main", "gmail.com", Reason.BLOCKED, 1),
                new Returned("weekly-report", Stage.LIVE, "backup", "gmail.com", Reason.BLOCKED, 1_204),
                new Returned("weekly-report", Stage.LIVE, "backup", "qq.com", Reason.SPAMDETECTED, 87),
                new Returned("weekly-report", Stage.TEST, "main", "house.example", Reason.AUTHFAILURE, 2)));
        history.returnedToday.add(new Returned("weekly-report", Stage.LIVE, "backup", "gmail.com", Reason.BLOCKED, 12));
        history.handedOver.addAll(List.of(
                new HandedOver("standup", "main", "corp.example", 400),
                new HandedOver("standup", "main", "example.com", 1),
                new HandedOver("weekly-report", "backup", "gmail.com", 18_000),
                new HandedOver("weekly-report", "main", "example.com", 61_274)));
    }

    private static Notice failed(String recipient, Fate fate, Reason reason, String status, int code, String said) {
        return new Notice(
                Optional.of(recipient),
                fate,
                reason,
                Optional.of(status),
                Optional.of(code).filter(each -> each > 0),
                said);
    }

    private static Optional<Judged> judged(
            long delivery, int attempt, Proof proof, Optional<State> became, String what) {
        Match match = new Match(delivery, attempt, proof);
        return Optional.of(new Judged(BACK.plusSeconds(2), Optional.of(match), true, became, what));
    }

    private void notice(long id, String source, Notice notice, Optional<Judged> judged) {
        Instant at = BACK.plusSeconds(60 * id);
        history.notices.put(
                id,
                new NoticeRecord(
                        id, id, source, Report.Kind.BOUNCE, at, at.plusSeconds(1), notice, Clues.NONE, judged));
        history.originals.put(
                id, """
                From: Mail Delivery Subsystem <mailer-daemon@mx.corp.example>\r
                Subject: Undelivered mail\r
                Content-Type: multipart/report; report-type=delivery-status; boundary=x\r
                \r
                <script>alert(1)</script> %s: %s\r
                """.formatted(notice.recipient().orElse(""), notice.said()).getBytes(UTF_8));
    }

    private void delivery(long id, String address, State state, String why) {
        history.deliveries.put(
                id,
                new DeliveryRecord(
                        id,
                        occurrence,
                        occurrence.trace().of(address),
                        new DeliveryRecord.Addressee(address, address, "", new Row(Map.of("email", address))),
                        new DeliveryRecord.Progress(
                                1,
                                "main",
                                DUE,
                                DUE,
                                DUE.plus(Duration.ofHours(24)),
                                Optional.of(DUE.plusSeconds(31)),
                                false,
                                false),
                        state,
                        why));
        history.attempts.add(new AttemptRecord(
                id * 10,
                id,
                1,
                new AttemptRecord.By("main", "mail1"),
                new AttemptRecord.Times(DUE.plusSeconds(30), Duration.ofMillis(410)),
                new AttemptRecord.Said(
                        "accepted",
                        Optional.of("end-of-data"),
                        Optional.of(250),
                        Optional.of("2.0.0"),
                        "OK queued as 4F3A",
                        List.of()),
                "accepted"));
    }
}
