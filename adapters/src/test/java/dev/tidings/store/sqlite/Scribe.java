package dev.tidings.store.sqlite;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A program that writes into a ledger until it is killed, and says on its output what was acknowledged.
final class Scribe {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration LEASE = Duration.ofDays(1);

    private Scribe() {}

    /// @param arguments the file, and a number that tells this run from others
    public static void main(String[] arguments) {
        int run = Integer.parseInt(arguments[1]);
        SqliteStore store = SqliteStore.open(Path.of(arguments[0]), InstantSource.fixed(START), _ -> {});
        Ledger ledger = store.ledger();
        System.out.println("ready");
        for (int hand = 0; hand < 4; hand++) {
            Thread.startVirtualThread(() -> deliver(ledger));
        }
        for (int i = 0; ; i++) {
            draw(ledger, run, i);
        }
    }

    private static void draw(Ledger ledger, int run, int number) {
        Instant due = START.plusSeconds(run * 100_000L + number);
        Occurrence occurrence = ledger.trigger(new Firing(
                new Occurrence.Key("weekly", due, Cause.MANUAL),
                new Firing.Decision.Due(),
                Optional.empty(),
                Stage.LIVE,
                new Revision("5eed".repeat(16)),
                new Occurrence.Period(due, due),
                Optional.empty()));
        ledger.expand(1);
        List<Entry> page =
                IntStream.range(0, 20).mapToObj(person -> mailTo("p" + person)).toList();
        ledger.enter(occurrence, page);
        page.forEach(each -> System.out.println("entered " + each.trace(occurrence)));
        if (number % 3 > 0) ledger.entered(occurrence);
    }

    private static Entry mailTo(String person) {
        Recipient recipient = new Recipient(
                person,
                Mailbox.parse(person + "@example.org"),
                Optional.empty(),
                Optional.empty(),
                new Row(Map.of("name", person)));
        return new Entry(new Drawn.Person(recipient), START, START.plus(LEASE), "house");
    }

    private static void deliver(Ledger ledger) {
        while (true) {
            for (Claim each : ledger.arm(ledger.claim("house", 5, LEASE))) {
                System.out.println("armed " + each.trace());
                settle(ledger, each);
            }
            Thread.onSpinWait();
        }
    }

    private static void settle(Ledger ledger, Claim claim) {
        boolean again = claim.attempt() == 1 && claim.delivery() % 5 == 0;
        Outcome outcome = new Outcome.Accepted(new Reply(250, Optional.empty(), "queued"));
        Attempt attempt = new Attempt(claim.attempt(), "house", START, Duration.ZERO, outcome);
        Verdict verdict = again ? new Verdict.RetryAt(START, "once more") : new Verdict.Accepted();
        boolean written = ledger.settle(new Settlement(claim, attempt, verdict, Optional.empty()))
                .join();
        if (written && !again) System.out.println("accepted " + claim.trace());
    }
}
