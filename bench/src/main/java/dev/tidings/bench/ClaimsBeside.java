package dev.tidings.bench;

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
import dev.tidings.store.postgres.PostgresServer;
import dev.tidings.store.postgres.PostgresStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Whether a ledger with many finished deliveries claims as fast as an empty one: the same work in two schemas of one
/// server, in turn.
///
/// `ClaimsBeside DATABASE FINISHED ROUNDS` prints, for each round, what a claim and what the whole way of a delivery
/// through the ledger takes beside none and beside so many, in µs.
public final class ClaimsBeside {
    private static final int DELIVERIES = 20_000;
    private static final int AT_ONCE = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int FILLED_AT_ONCE = 1_000_000;

    private final Ledger ledger;
    private int occurrences;

    private ClaimsBeside(Ledger ledger) {
        this.ledger = ledger;
    }

    public static void main(String[] arguments) throws Exception {
        String database = arguments[0];
        long finished = Long.parseLong(arguments[1]);
        try (PostgresStore alone = open(database, "alone");
                PostgresStore beside = open(database, "beside")) {
            fill(database, finished);
            ClaimsBeside empty = new ClaimsBeside(alone.ledger());
            ClaimsBeside full = new ClaimsBeside(beside.ledger());
            empty.round();
            full.round();
            for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
                Taken first = empty.round();
                Taken second = full.round();
                System.out.printf(
                        Locale.ROOT,
                        "beside\t%d\t%.1f\t%.1f\t%.1f\t%.1f%n",
                        finished,
                        first.claiming,
                        second.claiming,
                        first.whole,
                        second.whole);
            }
        }
    }

    private static PostgresStore open(String database, String schema) {
        return PostgresStore.open(PostgresServer.of(database + "?schema=" + schema), new Random(), event -> {});
    }

    /// µs for each delivery.
    private record Taken(double claiming, double whole) {}

    private Taken round() {
        enter();
        long began = System.nanoTime();
        long claiming = 0;
        List<CompletableFuture<Boolean>> settled = new ArrayList<>(DELIVERIES);
        while (true) {
            long asked = System.nanoTime();
            List<Claim> claims = ledger.claim("main", AT_ONCE, LEASE);
            claiming += System.nanoTime() - asked;
            if (claims.isEmpty()) break;
            ledger.arm(claims).forEach(claim -> settled.add(ledger.settle(accepted(claim))));
        }
        settled.forEach(CompletableFuture::join);
        long whole = System.nanoTime() - began;
        return new Taken(claiming / 1e3 / DELIVERIES, whole / 1e3 / DELIVERIES);
    }

    private void enter() {
        Instant now = Instant.now();
        Occurrence occurrence = ledger.trigger(new Firing(
                new Occurrence.Key("report", now, Cause.MANUAL),
                new Firing.Decision.Due(),
                Optional.empty(),
                Stage.LIVE,
                new Revision("1".repeat(64)),
                new Occurrence.Period(now, now),
                Optional.empty()));
        ledger.expand(10);
        occurrences++;
        for (int page = 0; page < DELIVERIES / 1000; page++) {
            List<Entry> entries = new ArrayList<>();
            for (int each = 0; each < 1000; each++) entries.add(entry(page * 1000 + each, now));
            ledger.enter(occurrence, entries);
        }
        ledger.entered(occurrence);
    }

    private Entry entry(int number, Instant now) {
        String key = occurrences + "-" + number;
        Recipient recipient = new Recipient(
                key, Mailbox.parse("p" + key + "@example.com"), Optional.empty(), Optional.empty(), new Row(Map.of()));
        return new Entry(new Drawn.Person(recipient), now, now.plus(Duration.ofDays(1)), "main");
    }

    private static Settlement accepted(Claim claim) {
        Outcome outcome = new Outcome.Accepted(new Reply(250, Optional.empty(), "ok"));
        Attempt attempt = new Attempt(claim.attempt(), "main", Instant.now(), Duration.ofMillis(5), outcome);
        return new Settlement(claim, attempt, new Verdict.Accepted(), Optional.empty());
    }

    /// As if they had been sent: an occurrence for each million, every row and every index that they would have.
    private static void fill(String database, long finished) throws Exception {
        String url = database.replaceFirst("^postgresql://([^@]+)@", "jdbc:postgresql://") + "?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = beside");
            for (long from = 0; from < finished; from += FILLED_AT_ONCE) {
                long many = Math.min(FILLED_AT_ONCE, finished - from);
                statement.execute(FILL.formatted(from, many));
            }
            statement.execute("ANALYZE");
        }
    }

    private static final String FILL = """
            WITH o AS (
                INSERT INTO occurrence (notification, instant, cause, stage, revision, period_from, period_to, fired_at, fired_by,
                                        standing, why, finished_at, seen, accepted)
                VALUES ('old', now() - interval '1 day' + %1$d * interval '1 microsecond', 'schedule', 'live',
                        repeat('2', 64), now(), now(), now(), 'old', 'finished', '', now(), %2$d, %2$d)
                RETURNING id),
            d AS (
                INSERT INTO delivery (occurrence, trace, state, road, due, not_before, expires, span, attempts, settled_at)
                SELECT o.id, decode(md5('old' || n), 'hex'), 'accepted', 'main', now(), now(), now(), interval '1 day', 1,
                       now()
                  FROM o, generate_series(%1$d + 1, %1$d + %2$d) n
                RETURNING id, occurrence),
            p AS (
                INSERT INTO person (delivery, occurrence, fit, key, name, address, columns)
                SELECT id, occurrence, true, id::text, 'Ann', 'ann' || id || '@example.com', '{}' FROM d)
            INSERT INTO journal (id, delivery, at, state, why, number, node, transport, took, outcome, code, said, waited)
            SELECT place(id), id, now(), 'accepted', '', 1, 'old', 'main', 5, 'accepted', 250, 'ok', 4 FROM d
            """;
}
