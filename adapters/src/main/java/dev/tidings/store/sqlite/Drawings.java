package dev.tidings.store.sqlite;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.deliver.State;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Occurrence;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What: audiences coming on record.
final class Drawings {
    private Drawings() {}

    static List<Occurrence> expand(Transaction transaction, int most) throws SQLException {
        List<Occurrence> due = transaction.db().list(Reading::occurrence, """
                        SELECT *
                          FROM occurrence
                         WHERE standing IN ('due', 'expanding') AND (again IS NULL OR again <= ?)
                         ORDER BY id
                         LIMIT ?
                        """, transaction.now(), most);
        for (Occurrence each : due) {
            transaction.db().change("""
                            UPDATE occurrence SET standing = 'expanding', again = ?, why = '', seen = 0 WHERE id = ?
                            """, transaction.now().plus(Ledger.PATIENCE), each.id());
        }
        return due;
    }

    /// A row of an audience as it is written: made by whoever draws, so that the writer only writes.
    record Written(byte[] trace, Entry entry, String columns) {
        static Written of(Occurrence occurrence, Entry entry) {
            String columns = RowJson.of(
                    switch (entry.drawn()) {
                        case Drawn.Person person -> person.recipient().row();
                        case Drawn.Misfit misfit -> misfit.row();
                    });
            return new Written(occurrence.trace().of(entry.key()).octets(), entry, columns);
        }
    }

    static Entered enter(Transaction transaction, Occurrence occurrence, List<Written> page) throws SQLException {
        if (!goOn(transaction, occurrence, page)) return new Entered(0, 0, 0);
        int people = 0;
        int misfits = 0;
        for (Written each : page) {
            if (!enter(transaction, occurrence, each)) continue;
            if (each.entry().drawn() instanceof Drawn.Person) people++;
            else misfits++;
        }
        transaction.sums().add(occurrence.id(), State.WAITING, people);
        transaction.sums().add(occurrence.id(), State.FAILED, misfits);
        return new Entered(people, misfits, page.size() - people - misfits);
    }

    /// @return false when it is not being drawn any more
    private static boolean goOn(Transaction transaction, Occurrence occurrence, List<Written> page)
            throws SQLException {
        Optional<Instant> firstExpiry =
                page.stream().map(each -> each.entry().expires()).min(Instant::compareTo);
        return transaction
                        .db()
                        .change("""
                                UPDATE occurrence
                                   SET standing = 'expanding', again = ?, seen = seen + ?,
                                       first_expiry = min(coalesce(first_expiry, 9e18), coalesce(?, 9e18))
                                 WHERE id = ? AND standing IN ('due', 'expanding')
                                """, transaction.now().plus(Ledger.PATIENCE), page.size(), firstExpiry, occurrence.id())
                == 1;
    }

    /// @return whether it is new
    private static boolean enter(Transaction transaction, Occurrence occurrence, Written written) throws SQLException {
        long id = transaction.nextDelivery();
        Entry entry = written.entry();
        @Nullable String misfit = entry.drawn() instanceof Drawn.Misfit row ? row.why() : null;
        int added = transaction
                .db()
                .change(
                        """
                        INSERT INTO delivery (id, occurrence, trace, state, road, due, not_before, expires, span, settled_at, why)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?7 - ?6, ?8, ?9)
                            ON CONFLICT (trace) DO NOTHING
                        """,
                        id,
                        occurrence.id(),
                        written.trace(),
                        misfit == null ? "waiting" : "failed",
                        entry.road(),
                        entry.due(),
                        entry.expires(),
                        misfit == null ? null : transaction.now(),
                        misfit == null ? "" : misfit);
        if (added == 0) return false;
        transaction.delivered(id);
        describe(transaction.db(), id, occurrence, written);
        return true;
    }

    private static void describe(Db db, long id, Occurrence occurrence, Written written) throws SQLException {
        switch (written.entry().drawn()) {
            case Drawn.Person(Recipient recipient) ->
                describe(
                        db,
                        id,
                        occurrence.id(),
                        true,
                        recipient.key(),
                        recipient.mailbox().name(),
                        recipient.mailbox().address().toString(),
                        recipient.locale().map(Locale::toLanguageTag),
                        recipient.zone().map(Object::toString),
                        written.columns());
            case Drawn.Misfit misfit ->
                describe(
                        db, id, occurrence.id(), false, misfit.key(), "", misfit.text(), null, null, written.columns());
        }
    }

    private static void describe(Db db, @Nullable Object... values) throws SQLException {
        db.change("""
                INSERT INTO person (delivery, occurrence, fit, key, name, address, locale, zone, columns)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, values);
    }

    /// Everyone is on record, or nobody else will be: then `why` says so.
    static int end(Transaction transaction, Occurrence occurrence, String why) throws SQLException {
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'sending', again = NULL, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, why, occurrence.id());
        transaction.sums().add(occurrence.id(), State.WAITING, 0);
        return ended;
    }

    static int postpone(Transaction transaction, Occurrence occurrence, Instant again, String why) throws SQLException {
        return transaction.db().change("""
                        UPDATE occurrence SET standing = 'due', again = ?, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, again, why, occurrence.id());
    }
}
