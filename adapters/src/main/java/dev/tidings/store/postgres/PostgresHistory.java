package dev.tidings.store.postgres;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.Carried;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Finish;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Holdup;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Stop;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Trace;
import dev.tidings.store.jdbc.Notices;
import dev.tidings.store.jdbc.Readers;
import dev.tidings.store.jdbc.Reading;
import dev.tidings.store.jdbc.Requests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the database.
final class PostgresHistory implements History {
    private static final Set<State> COMMON = EnumSet.of(State.WAITING, State.CLAIMED, State.SENDING, State.ACCEPTED);

    private final Readers readers;
    private final Node node;
    private final InstantSource clock;

    PostgresHistory(Readers readers, Node node, InstantSource clock) {
        this.readers = readers;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public List<OccurrenceRecord> occurrences(Optional<String> notification, Set<Standing> standings, Page page) {
        Texts words = Texts.of(List.copyOf(standings), Standing::word);
        boolean few = !standings.isEmpty() && standings.stream().allMatch(Standing::running);
        return readers.ask(
                db -> db.list(Reading::occurrenceRecord, """
                SELECT *
                  FROM occurrence
                 WHERE (?1::text IS NULL OR notification = ?1::text) AND id < ?2::bigint
                   AND (?3::text[] = '{}' OR standing = ANY (?3::text[]))
                   AND (NOT ?4::boolean OR standing IN ('due', 'expanding', 'sending'))
                 ORDER BY id DESC
                 LIMIT ?5::bigint
                """, notification, page.before(), words, few, page.most()));
    }

    @Override
    public Optional<OccurrenceRecord> occurrence(long id) {
        return readers.ask(db -> db.one(Reading::occurrenceRecord, "SELECT * FROM occurrence WHERE id = ?", id));
    }

    @Override
    public Map<Long, String> requests(Collection<Long> occurrences) {
        return readers.ask(db -> Requests.named(db.list(
                Requests::read,
                "SELECT occurrence, name FROM request WHERE occurrence = ANY (?::bigint[])",
                List.copyOf(occurrences))));
    }

    @Override
    public List<Finish> finished(long after, int most) {
        return readers.ask(db -> db.list(Reading::finish, """
                SELECT *
                  FROM occurrence
                 WHERE finish > ? AND finish < open_place() AND standing = 'finished'
                 ORDER BY finish
                 LIMIT ?
                """, after, most));
    }

    @Override
    public long finishedEnd() {
        return readers.ask(db -> db.number("SELECT max(finish) FROM occurrence WHERE finish < open_place()"));
    }

    @Override
    public List<OccurrenceRecord> unwell(Page page) {
        return readers.ask(db -> db.list(Reading::occurrenceRecord, """
                SELECT *
                  FROM occurrence
                 WHERE (failed + held + expired + cancelled > 0 OR why <> ''
                        OR bounced * 20 > accepted + bounced + complained
                        OR complained * 1000 > accepted + bounced + complained)
                   AND (standing = 'finished'
                        OR standing IN ('due', 'expanding', 'sending')
                           AND (failed + held + expired + cancelled > 0
                                OR bounced * 20 > accepted + bounced + complained
                                OR complained * 1000 > accepted + bounced + complained))
                   AND id < ?
                 ORDER BY id DESC
                 LIMIT ?
                """, page.before(), page.most()));
    }

    @Override
    public List<DeliveryRecord> deliveries(long occurrence, Set<State> states, Page page) {
        Texts words = Texts.of(List.copyOf(states), State::word);
        if (!states.isEmpty() && states.stream().noneMatch(COMMON::contains)) {
            return uncommon(occurrence, words, page);
        }
        return readers.ask(db -> db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE occurrence = ?1::bigint AND id < ?2::bigint
                   AND (?3::text[] = '{}' OR state = ANY (?3::text[]))
                 ORDER BY id DESC
                 LIMIT ?4::bigint
                """, occurrence, page.before(), words, page.most()));
    }

    @Override
    public List<DueDelivery> due(long occurrence, long after, int most) {
        return readers.ask(db -> db.list(
                row -> new DueDelivery(row.getLong("id"), row.getString("road")),
                """
                        SELECT id, road FROM delivery
                         WHERE occurrence = ?1::bigint AND id > ?2::bigint AND state = 'waiting' AND not_before <= ?3::timestamptz
                           AND NOT occurrence = ANY ((SELECT stopped())::bigint[])
                         ORDER BY id
                         LIMIT ?4::bigint
                        """,
                occurrence,
                after,
                clock.instant(),
                most));
    }

    /// The few among many: by an index of their own.
    private List<DeliveryRecord> uncommon(long occurrence, Texts words, Page page) {
        return readers.ask(db -> db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE id IN (SELECT id
                                FROM delivery
                               WHERE occurrence = ?1::bigint AND state NOT IN ('waiting', 'accepted')
                                 AND state = ANY (?3::text[]) AND id < ?2::bigint
                               ORDER BY id DESC
                               LIMIT ?4::bigint)
                 ORDER BY id DESC
                """, occurrence, page.before(), words, page.most()));
    }

    @Override
    public List<DeliveryRecord> failures(Page page) {
        return readers.ask(db -> db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE id IN (SELECT id
                                FROM delivery
                               WHERE state IN ('failed', 'held') AND id < ?
                               ORDER BY id DESC
                               LIMIT ?)
                 ORDER BY id DESC
                """, page.before(), page.most()));
    }

    @Override
    public List<DeliveryRecord> to(String address, Instant since, Page page) {
        return readers.ask(db -> db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE id IN (SELECT delivery
                                FROM person
                               WHERE lower(address) = lower(?) AND delivery < ?
                               ORDER BY delivery DESC
                               LIMIT ?)
                   AND fired_at >= ?
                 ORDER BY id DESC
                """, address, page.before(), page.most(), since));
    }

    @Override
    public Optional<DeliveryRecord> delivery(long id) {
        return readers.ask(db -> db.one(Reading::deliveryRecord, "SELECT * FROM delivery_record WHERE id = ?", id));
    }

    @Override
    public Optional<DeliveryRecord> delivery(Trace trace) {
        return readers.ask(db -> db.one(
                Reading::deliveryRecord, "SELECT * FROM delivery_record WHERE trace = ?", (Object) trace.octets()));
    }

    @Override
    public List<DeliveryRecord> copies(long occurrence, String key) {
        return readers.ask(db -> db.list(Reading::deliveryRecord, """
                SELECT *
                  FROM delivery_record
                 WHERE id IN (SELECT delivery
                                FROM person
                               WHERE occurrence = ? AND key = ? AND copy IS NOT NULL)
                 ORDER BY id
                """, occurrence, key));
    }

    @Override
    public List<AttemptRecord> attempts(long delivery) {
        return readers.ask(db -> db.list(
                Reading::attempt,
                "SELECT * FROM journal WHERE delivery = ? AND number IS NOT NULL ORDER BY id",
                delivery));
    }

    @Override
    public List<TranscriptRecord> transcripts(long delivery) {
        return readers.ask(db ->
                db.list(Reading::transcript, "SELECT * FROM transcript WHERE delivery = ? ORDER BY number", delivery));
    }

    @Override
    public List<JournalEntry> journal(long after, int most) {
        return readers.ask(db -> db.list(
                Reading::journalEntry,
                "SELECT * FROM journal WHERE id > ? AND id < open_place() ORDER BY id LIMIT ?",
                after,
                most));
    }

    @Override
    public Optional<Holdup> holdup() {
        return readers.ask(db -> Holdups.now(db, clock.instant()));
    }

    @Override
    public long journalEnd() {
        return readers.ask(db -> db.number("SELECT max(id) FROM journal WHERE id < open_place()"));
    }

    @Override
    public Optional<Composed> kept(long delivery) {
        return readers.ask(db -> db.one(Reading::kept, "SELECT * FROM kept WHERE delivery = ?", delivery));
    }

    @Override
    public List<SuppressionRecord> suppressions(String beginning, Which which, Page page) {
        return readers.ask(db -> Suppressions.list(db, beginning, which, page, clock.instant()));
    }

    @Override
    public Map<String, Suppression> suppressed(String notification, Collection<Address> addresses) {
        if (addresses.isEmpty()) return Map.of();
        List<Address> all = List.copyOf(addresses);
        return readers.ask(db -> Suppressions.covering(db, notification, all, clock.instant()));
    }

    @Override
    public List<NoticeRecord> notices(Told told, Page page) {
        return readers.ask(db -> Hearsay.list(db, told, page));
    }

    @Override
    public List<NoticeRecord> notices(long delivery) {
        return readers.ask(db -> Notices.of(db, delivery));
    }

    @Override
    public Optional<NoticeRecord> notice(long id) {
        return readers.ask(db -> Notices.one(db, id));
    }

    @Override
    public Optional<byte[]> original(long arrival) {
        return readers.ask(db -> Notices.original(db, arrival));
    }

    @Override
    public Set<Long> mailboxFailures(String address, Instant since) {
        return readers.ask(db -> Notices.mailboxFailures(db, address, since));
    }

    @Override
    public Optional<Instant> bouncesLifted(String address) {
        return readers.ask(db -> Notices.bouncesLifted(db, address));
    }

    @Override
    public List<Returned> returned(Instant since) {
        return readers.ask(db -> Hearsay.returned(db, since));
    }

    @Override
    public List<HandedOver> handedOver(Instant since) {
        return readers.ask(db -> Carrying.handedOver(db, since));
    }

    @Override
    public List<Stop> stops() {
        return readers.ask(Stops::all);
    }

    @Override
    public long seen(String notification) {
        return readers.ask(db -> Stops.seen(db, notification));
    }

    @Override
    public Tally sinceGoingOn(String notification) {
        return readers.ask(db -> Stops.sinceGoingOn(db, notification));
    }

    @Override
    public Map<Trace, DeliveryRecord> deliveries(Collection<Trace> traces) {
        if (traces.isEmpty()) return Map.of();
        Set<Trace> wanted = Set.copyOf(traces);
        return readers.ask(db -> Hearsay.deliveries(db, wanted));
    }

    @Override
    public List<Carried> carried(String transport, Instant since, Duration slice) {
        return readers.ask(db -> Carrying.of(db, transport, since, slice));
    }

    @Override
    public List<Carried> carriedByDomain(String transport, Instant since, Duration slice) {
        return readers.ask(db -> Carrying.byDomain(db, transport, since, slice));
    }

    @Override
    public long waiting(String road) {
        return readers.ask(db -> db.number("SELECT count(*) FROM delivery WHERE state = 'waiting' AND road = ?", road));
    }

    @Override
    public List<NodeRecord> nodes() {
        return readers.ask(db -> node.all(db, clock.instant()));
    }

    @Override
    public Backlog backlog() {
        return readers.ask(db -> new Backlog(
                db.number("SELECT sum(waiting)::bigint FROM occurrence WHERE waiting > 0"),
                db.one(row -> Reading.instant(row, "not_before"), """
                        SELECT not_before
                          FROM front
                         WHERE not_before <= ?::timestamptz AND NOT occurrence = ANY ((SELECT stopped())::bigint[])
                         ORDER BY not_before
                         LIMIT 1
                        """, clock.instant())));
    }
}
