package dev.tidings.server.show;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.contracts.Parcels;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Transport;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Tally;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has happened in the show house: well and unwell, running and finished.
final class ShowPast {
    private final WrittenHistory history;
    private final Transport catcher;

    ShowPast(WrittenHistory history, Transport catcher) {
        this.history = history;
        this.catcher = catcher;
    }

    /// Writes all of it down.
    void write() {
        Instant monday = Instant.parse("2026-11-23T01:00:00Z");
        finished(1, "weekly-report", monday.minus(Duration.ofDays(7)), 68, Map.of(State.ACCEPTED, 68L));
        record(2, "standup", monday.minus(Duration.ofDays(5)), Standing.MISSED, "late by 5h, allowed 4h", Map.of());
        record(
                3,
                "digest",
                monday.minus(Duration.ofDays(3)),
                Standing.FINISHED,
                "source crm: connection refused (crm-db:5432); the query was not answered",
                Map.of());
        finished(4, "standup", monday.minus(Duration.ofDays(3)), 1, Map.of(State.ACCEPTED, 1L));
        finished(5, "digest", monday.minus(Duration.ofHours(25)), 0, Map.of());
        finished(
                6,
                "digest",
                monday.minus(Duration.ofHours(1)),
                68,
                Map.of(State.ACCEPTED, 44L, State.FAILED, 22L, State.HELD, 1L, State.SUPPRESSED, 1L));
        record(
                7,
                "weekly-report",
                monday,
                Standing.SENDING,
                "",
                Map.of(State.ACCEPTED, 61_204L, State.FAILED, 3L, State.WAITING, 38_793L));
        record(
                8,
                "price-change",
                monday.plusSeconds(200),
                Standing.DUE,
                "source crm: no answer within 30 s; again at 09:05",
                Map.of());
        history.requests.put(8L, "nats:prices.changed price-2026-11-23");
        people();
        copy();
        caught();
    }

    private void finished(long id, String notification, Instant due, long people, Map<State, Long> counts) {
        record(id, notification, due, Standing.FINISHED, "", counts);
    }

    private void record(
            long id, String notification, Instant due, Standing standing, String why, Map<State, Long> counts) {
        Occurrence occurrence = occurrence(id, notification, due);
        Optional<Instant> end = standing == Standing.FINISHED ? Optional.of(due.plusSeconds(95)) : Optional.empty();
        Map<State, Long> tally = new EnumMap<>(State.class);
        tally.putAll(counts);
        history.occurrences.put(
                id,
                new OccurrenceRecord(
                        occurrence,
                        standing,
                        why,
                        new Tally(tally, id == 6 ? 2 : 0),
                        end,
                        new OccurrenceRecord.By("mail1", Optional.of("mail1"))));
    }

    private static Occurrence occurrence(long id, String notification, Instant due) {
        return new Occurrence(
                id,
                new Occurrence.Key(
                        notification, due, notification.equals("price-change") ? Cause.EVENT : Cause.SCHEDULE),
                Stage.LIVE,
                ShowWorkspace.REVISION,
                new Occurrence.Period(due.minus(Duration.ofDays(7)), due),
                due.plusMillis(id == 6 ? 754_000 : 340),
                Optional.empty());
    }

    private void people() {
        long id = 100;
        for (int each = 0; each < 22; each++) {
            String why = each % 3 == 0
                    ? "550 5.1.1 <user%d@corp.example>: Recipient address rejected: User unknown in virtual mailbox table"
                            .formatted(each)
                    : each % 3 == 1
                            ? "variable: body.html:12: there is no \"balance\" for this person"
                            : "452 4.2.2 The email account that you tried to reach is over quota; no retries are left";
            delivery(
                    id++, 6, "user" + each + "@corp.example", each == 0 ? "王小明" : "User " + each, State.FAILED, why, 1);
        }
        delivery(
                id++,
                6,
                "nobody at all",
                ShowHouse.AWKWARD,
                State.FAILED,
                "to: \"nobody at all\" is not an address: an @ is missing between name and domain",
                0);
        delivery(
                id++,
                6,
                "held@example.com",
                "Held",
                State.HELD,
                "the line broke after the final dot, before its reply",
                1);
        delivery(
                id,
                7,
                "ann@example.com",
                "Ann " + ShowHouse.AWKWARD,
                State.WAITING,
                "451 4.7.1 Greylisted; try again in 300 seconds",
                2);
        attempt(
                1,
                id,
                1,
                "main",
                Duration.ofMillis(1204),
                "deferred",
                Optional.of("rcpt"),
                451,
                "4.7.1",
                "Greylisted; try again in 300 seconds",
                "waiting",
                ShowTalk.greylisting());
        history.transcripts.add(ShowTalk.transcript(id));
        attempt(
                2,
                id,
                2,
                "main",
                Duration.ofMillis(30_310),
                "unreachable",
                Optional.empty(),
                0,
                "",
                "connection timed out after 30 s: smtp.example.com:465",
                "waiting",
                List.of());
        history.kept.put(id, ShowLetters.composed("weekly-report", Mailbox.parse("Ann <ann@example.com>")));
        id++;
        for (int each = 0; each < 300; each++) {
            State state = each % 5 == 0 ? State.WAITING : each % 97 == 1 ? State.FAILED : State.ACCEPTED;
            String why = switch (state) {
                case ACCEPTED -> "250 2.0.0 OK queued as 4F3A" + each;
                case FAILED -> "554 5.7.1 Message refused by policy";
                default -> "";
            };
            delivery(
                    id++,
                    7,
                    "person" + each + "@example.com",
                    each % 2 == 0 ? "Person " + each : "",
                    state,
                    why,
                    state == State.WAITING ? 0 : 1);
        }
    }

    /// Of the mail to the first of the many.
    private void copy() {
        Occurrence occurrence = history.occurrences.get(7L).occurrence();
        DeliveryRecord own = history.deliveries.get(125L);
        Mailbox person =
                new Mailbox(ShowHouse.AWKWARD, Address.parse(own.addressee().address()));
        history.deliveries.put(
                900L,
                new DeliveryRecord(
                        900,
                        occurrence,
                        own.trace().of("grace@example.com"),
                        new DeliveryRecord.Addressee(
                                own.addressee().key(),
                                "grace@example.com",
                                "Grace",
                                own.addressee().row(),
                                Optional.of(new CopyOf(CopyOf.Kind.CC, person))),
                        own.progress(),
                        State.ACCEPTED,
                        "250 2.0.0 OK"));
    }

    private void delivery(long id, long of, String address, String name, State state, String why, int attempts) {
        Occurrence occurrence = history.occurrences.get(of).occurrence();
        Instant due = occurrence.due();
        history.deliveries.put(
                id,
                new DeliveryRecord(
                        id,
                        occurrence,
                        occurrence.trace().of(address),
                        new DeliveryRecord.Addressee(
                                address, address, name, new Row(Map.of("email", address, "name", name, "logins", 12L))),
                        new DeliveryRecord.Progress(
                                attempts,
                                "main",
                                due,
                                ShowHouse.NOW.plusSeconds(240),
                                due.plus(Duration.ofHours(24)),
                                state.settled() ? Optional.of(due.plusSeconds(31)) : Optional.empty(),
                                state == State.HELD,
                                state == State.HELD),
                        state,
                        why));
        if (attempts > 0 && state != State.WAITING) {
            boolean good = state == State.ACCEPTED;
            attempt(
                    id * 10,
                    id,
                    1,
                    "main",
                    Duration.ofMillis(410),
                    good
                            ? "accepted"
                            : why.startsWith("variable") ? "unfit" : state == State.HELD ? "uncertain" : "refused",
                    Optional.of(good ? "end-of-data" : "rcpt"),
                    good ? 250 : 550,
                    good ? "2.0.0" : "5.1.1",
                    why.replaceFirst("^\\d{3} \\S+ ", ""),
                    state.word(),
                    good ? List.of(ShowTalk.answer(Verb.END_OF_DATA, 250, "2.0.0", "OK", 372)) : List.of());
        }
    }

    private void attempt(
            long id,
            long delivery,
            int number,
            String road,
            Duration took,
            String outcome,
            Optional<String> verb,
            int code,
            String enhanced,
            String text,
            String state,
            List<Answer> answers) {
        boolean answered = code > 0 && !outcome.equals("unfit") && !outcome.equals("uncertain");
        history.attempts.add(new AttemptRecord(
                id,
                delivery,
                number,
                new AttemptRecord.By(road, "mail1"),
                new AttemptRecord.Times(ShowHouse.NOW.minus(Duration.ofMinutes(5L - number)), took),
                new AttemptRecord.Said(
                        outcome,
                        answered ? verb : Optional.empty(),
                        answered ? Optional.of(code) : Optional.empty(),
                        answered ? Optional.of(enhanced) : Optional.empty(),
                        text,
                        answers),
                state));
    }

    private void caught() {
        List<Parcel> kept = List.of(
                parcel(126, Mailbox.parse("Ann <ann@example.com>")),
                parcel(127, Mailbox.parse("张三 <zhang@example.com>")),
                parcel(128, new Mailbox(ShowHouse.AWKWARD, Address.parse("script@example.com"))));
        catcher.carry(Parcels.handing(kept, new Parcels.Notes()));
    }

    private Parcel parcel(long delivery, Mailbox to) {
        return new Parcel(claim(delivery, to, "main"), Stage.LOG, ShowLetters.composed("weekly-report", to));
    }

    Claim claim(long delivery, Mailbox to, String road) {
        return new Claim(
                delivery,
                1,
                1,
                history.occurrences.get(7L).occurrence(),
                new Recipient(to.address().key(), to, Optional.empty(), Optional.empty(), new Row(Map.of())),
                ShowHouse.NOW,
                new Claim.Progress(0, road, ShowHouse.NOW.plusSeconds(3600), false));
    }
}
