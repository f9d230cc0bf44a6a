package dev.tidings.contracts;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Trouble;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What happens in a ledger, told in short words. The promises are written with it.
public interface LedgerStory {
    Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    Duration DAY = Duration.ofDays(1);
    Duration LEASE = Duration.ofMinutes(1);
    String ROAD = "house";
    Revision REVISION = new Revision("5eed".repeat(16));
    Reply QUEUED = new Reply(250, Optional.of(new EnhancedCode(2, 0, 0)), "queued as 7");
    Reply GREYLISTED = new Reply(451, Optional.of(new EnhancedCode(4, 7, 1)), "greylisted");
    Reply UNKNOWN = new Reply(550, Optional.of(new EnhancedCode(5, 1, 1)), "no such user");

    Ledger ledger();

    History history();

    MovableClock clock();

    /// Closes the ledger without a word, as a process ends, and opens it again.
    void reopen();

    default Instant now() {
        return clock().instant();
    }

    default Firing firing(String notification, Instant at, Cause cause, Firing.Decision decision) {
        return new Firing(
                new Occurrence.Key(notification, at, cause),
                decision,
                Optional.of(at.plus(DAY)),
                Stage.LIVE,
                REVISION,
                new Occurrence.Period(at.minus(DAY), at),
                Optional.empty());
    }

    default Firing due(String notification, Instant at) {
        return firing(notification, at, Cause.SCHEDULE, new Firing.Decision.Due());
    }

    default Occurrence triggered(String notification) {
        return ledger().trigger(firing(notification, now(), Cause.MANUAL, new Firing.Decision.Due()));
    }

    /// An occurrence whose audience is being drawn.
    default Occurrence taken(String notification) {
        Occurrence occurrence = triggered(notification);
        ledger().expand(1000);
        return occurrence;
    }

    /// An occurrence with all these people on record.
    default Occurrence drawn(String notification, String... people) {
        Occurrence occurrence = taken(notification);
        ledger().enter(occurrence, Stream.of(people).map(this::mailTo).toList());
        ledger().entered(occurrence);
        return occurrence;
    }

    default Entry mailTo(String person) {
        return mailTo(person, now());
    }

    default Entry mailTo(String person, Instant due) {
        return new Entry(new Drawn.Person(recipient(person)), due, due.plus(DAY), ROAD);
    }

    default Entry misfit(String key, String text, String why) {
        Row row = new Row(Map.of("email", text));
        return new Entry(new Drawn.Misfit(key, text, why, row), now(), now().plus(DAY), ROAD);
    }

    /// A copy of a person's mail.
    default Entry copyTo(String receiver, String person) {
        return new Entry(new Drawn.Person(copied(receiver, person)), now(), now().plus(DAY), ROAD);
    }

    default Recipient copied(String receiver, String person) {
        Recipient whose = recipient(person);
        return new Recipient(
                whose.key(),
                Mailbox.of(new Address(receiver, "example.org")),
                whose.locale(),
                whose.zone(),
                whose.row(),
                Optional.of(new CopyOf(CopyOf.Kind.CC, whose.mailbox())));
    }

    default Recipient recipient(String person) {
        return new Recipient(
                person,
                new Mailbox(person, new Address(person, "example.org")),
                Optional.of(Locale.forLanguageTag("zh-CN")),
                Optional.of(ZoneId.of("Asia/Shanghai")),
                new Row(Map.of("name", person, "visits", 3L)));
    }

    default List<Claim> claims(int most) {
        return ledger().claim(ROAD, most, LEASE);
    }

    /// The only delivery that is due.
    default Claim claim() {
        return claims(10).getFirst();
    }

    default Claim armed() {
        return ledger().arm(claims(1)).getFirst();
    }

    default Attempt attempt(Claim claim, Outcome outcome) {
        return new Attempt(claim.attempt(), ROAD, now(), Duration.ofMillis(120), outcome);
    }

    default Settlement settlement(Claim claim, Outcome outcome, Verdict verdict) {
        return new Settlement(claim, attempt(claim, outcome), verdict, Optional.empty());
    }

    default Settlement accepted(Claim claim) {
        return settlement(claim, new Outcome.Accepted(QUEUED), new Verdict.Accepted());
    }

    default Settlement deferred(Claim claim, Instant until) {
        return settlement(
                claim, new Outcome.Deferred(Verb.RCPT, GREYLISTED), new Verdict.RetryAt(until, "451 greylisted"));
    }

    default Settlement failed(Claim claim) {
        return settlement(claim, new Outcome.Refused(Verb.RCPT, UNKNOWN), new Verdict.Failed("550 no such user"));
    }

    default Settlement held(Claim claim) {
        return settlement(
                claim, new Outcome.Uncertain("the line broke"), new Verdict.Held("nobody knows whether it arrived"));
    }

    default Settlement resent(Claim claim, Instant at) {
        return settlement(claim, new Outcome.Uncertain("the line broke"), new Verdict.ResendAt(at, "may have arrived"));
    }

    default Settlement waiting(Claim claim, String road, Instant until) {
        return settlement(
                claim,
                new Outcome.Unreachable(Trouble.CONNECTION, "connection refused"),
                new Verdict.WaitForRoad(road, until, "connection refused"));
    }

    default Settlement keeping(Settlement settlement, Composed message) {
        return new Settlement(settlement.claim(), settlement.attempt(), settlement.verdict(), Optional.of(message));
    }

    default Composed message(String text) {
        return new Composed(
                new Address("news", "example.com"),
                new Address("ann", "example.org"),
                "Tidings of 晚上",
                ("Subject: x\r\n\r\n" + text + "\r\n\0\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Composed with another revision than its occurrence was fired with, or with that.
    default Settlement by(Revision revision, Settlement settlement) {
        return new Settlement(
                settlement.claim(),
                settlement.attempt(),
                settlement.verdict(),
                settlement.keep().map(each -> each.by(revision)),
                Optional.of(revision));
    }

    /// @return whether it was written
    default boolean settle(Settlement settlement) {
        return ledger().settle(settlement).join();
    }

    default OccurrenceRecord record(Occurrence occurrence) {
        return history().occurrence(occurrence.id()).orElseThrow();
    }

    default DeliveryRecord record(Claim claim) {
        return history().delivery(claim.delivery()).orElseThrow();
    }

    default DeliveryRecord record(Occurrence occurrence, String person) {
        return history().delivery(occurrence.trace().of(person)).orElseThrow();
    }

    default State state(Claim claim) {
        return record(claim).state();
    }

    default List<DeliveryRecord> everyone(Occurrence occurrence) {
        return history().deliveries(occurrence.id(), Set.of(), Page.first(10_000));
    }

    static List<String> people(List<Claim> claims) {
        return claims.stream().map(each -> each.recipient().key()).toList();
    }

    static String[] many(String name, int count) {
        return Stream.iterate(1, each -> each + 1)
                .limit(count)
                .map(each -> name + each)
                .toArray(String[]::new);
    }
}
