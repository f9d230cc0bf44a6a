package dev.tidings.store.sqlite;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Occurrence;
import dev.tidings.store.jdbc.Db;
import dev.tidings.store.jdbc.Newcomer;
import dev.tidings.store.jdbc.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What: audiences coming on record.
final class Drawings {
    private Drawings() {}

    static List<Occurrence> expand(Transaction transaction, int most) throws SQLException {
        List<Occurrence> due = new ArrayList<>(transaction.db().list(Reading::occurrence, """
                        SELECT *
                          FROM occurrence
                         WHERE standing IN ('due', 'expanding') AND again IS NULL
                         ORDER BY id
                         LIMIT ?
                        """, most));
        due.addAll(transaction.db().list(Reading::occurrence, """
                        SELECT *
                          FROM occurrence
                         WHERE standing IN ('due', 'expanding') AND again <= ?
                         ORDER BY again, id
                         LIMIT ?
                        """, transaction.now(), most - due.size()));
        for (Occurrence each : due) {
            transaction.db().change("""
                            UPDATE occurrence
                               SET standing = 'expanding', again = ?, drawn_by = ?, why = '', seen = 0
                             WHERE id = ?
                            """, transaction.now().plus(Ledger.PATIENCE), transaction.node(), each.id());
        }
        return due;
    }

    static Entered enter(Transaction transaction, Occurrence occurrence, Instant firstExpiry, List<Newcomer> page)
            throws SQLException {
        if (!goOn(transaction, occurrence, firstExpiry, page.size())) return Entered.NOBODY;
        long first = transaction.places(page.size());
        long place = first;
        int people = 0;
        int misfits = 0;
        for (Newcomer each : page) {
            if (enter(transaction, occurrence, place++, each)) {
                people += each.isFit() ? 1 : 0;
                misfits += each.isFit() ? 0 : 1;
            }
        }
        transaction.sums().add(occurrence.id(), State.WAITING, people);
        transaction.sums().add(occurrence.id(), State.FAILED, misfits);
        transaction.lookup().takeInMany();
        int suppressed = Covered.ofNewcomers(transaction, first).size();
        return new Entered(people - suppressed, misfits, suppressed, page.size() - people - misfits);
    }

    /// @return false when whoever it is is on record already; the place stays empty then
    private static boolean enter(Transaction transaction, Occurrence occurrence, long place, Newcomer newcomer)
            throws SQLException {
        if (!transaction.lookup().add(newcomer.trace())) return false;
        deliver(transaction, occurrence, place, newcomer);
        describe(transaction.db(), occurrence, place, newcomer);
        if (!newcomer.isFit()) note(transaction, place, newcomer);
        return true;
    }

    /// @return false when it is not being drawn any more
    private static boolean goOn(Transaction transaction, Occurrence occurrence, Instant firstExpiry, int count)
            throws SQLException {
        return transaction
                        .db()
                        .change("""
                        UPDATE occurrence
                           SET standing = 'expanding', again = ?1, seen = seen + ?2,
                               first_expiry = min(coalesce(first_expiry, ?3), ?3)
                         WHERE id = ?4 AND standing IN ('due', 'expanding')
                        """, transaction.now().plus(Ledger.PATIENCE), count, firstExpiry, occurrence.id())
                == 1;
    }

    private static void deliver(Transaction transaction, Occurrence occurrence, long place, Newcomer newcomer)
            throws SQLException {
        Newcomer.Timing timing = newcomer.timing();
        transaction
                .db()
                .change(
                        """
                        INSERT INTO delivery (id, occurrence, trace, state, road, due, not_before, expires,
                                              span, settled_at, why)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)
                        """,
                        place,
                        occurrence.id(),
                        newcomer.trace(),
                        newcomer.state().word(),
                        timing.road(),
                        timing.due(),
                        timing.expires(),
                        timing.span(),
                        newcomer.isFit() ? null : transaction.now(),
                        newcomer.why());
    }

    private static void describe(Db db, Occurrence occurrence, long place, Newcomer newcomer) throws SQLException {
        Newcomer.Person person = newcomer.person();
        db.change(
                """
                INSERT INTO person (delivery, occurrence, fit, key, name, address, locale, zone, columns,
                                    copy, of_name, of_address)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                place,
                occurrence.id(),
                newcomer.isFit(),
                person.key(),
                person.name(),
                person.address(),
                person.locale(),
                person.zone(),
                newcomer.columns(),
                person.copy().map(copy -> copy.kind().word()),
                person.copy().map(copy -> copy.person().name()),
                person.copy().map(copy -> copy.person().address().toString()));
    }

    /// Nobody can be sent to: that is the end of it.
    private static void note(Transaction transaction, long place, Newcomer misfit) throws SQLException {
        transaction
                .db()
                .change(
                        "INSERT INTO journal (delivery, at, state, why) VALUES (?, ?, ?, ?)",
                        place,
                        transaction.now(),
                        misfit.state().word(),
                        misfit.why());
    }

    /// Everyone is on record, or nobody else will be: then `why` says so.
    static int end(Transaction transaction, Occurrence occurrence, String why) throws SQLException {
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'sending', again = NULL, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, why, occurrence.id());
        transaction.sums().add(occurrence.id(), State.WAITING, 0);
        transaction.lookup().takeInAll();
        return ended;
    }

    static int postpone(Transaction transaction, Occurrence occurrence, Instant again, String why) throws SQLException {
        return transaction.db().change("""
                        UPDATE occurrence SET standing = 'due', again = ?, why = ?
                         WHERE id = ? AND standing IN ('due', 'expanding')
                        """, again, why, occurrence.id());
    }
}
