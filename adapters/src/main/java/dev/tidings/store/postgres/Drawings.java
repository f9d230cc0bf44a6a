package dev.tidings.store.postgres;

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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What: audiences coming on record.
final class Drawings {
    private Drawings() {}

    static List<Occurrence> expand(Transaction transaction, int most) throws SQLException {
        Db db = transaction.db();
        List<Occurrence> due = db.list(Reading::occurrence, """
                SELECT *
                  FROM occurrence
                 WHERE standing IN ('due', 'expanding')
                   AND (again IS NULL OR standing = 'expanding' AND drawn_by NOT IN (SELECT id FROM living))
                   AND NOT id = ANY ((SELECT left_to_others(?1::text))::bigint[])
                 ORDER BY id
                 LIMIT ?2::integer
                   FOR UPDATE SKIP LOCKED
                """, transaction.node(), most);
        List<Occurrence> taken = new ArrayList<>(due);
        if (taken.size() < most) {
            taken.addAll(db.list(
                    Reading::occurrence,
                    """
                    SELECT *
                      FROM occurrence
                     WHERE standing IN ('due', 'expanding') AND again <= ?2::timestamptz AND NOT id = ANY (?3::bigint[])
                       AND NOT id = ANY ((SELECT left_to_others(?1::text))::bigint[])
                     ORDER BY again, id
                     LIMIT ?4::integer
                       FOR UPDATE SKIP LOCKED
                    """,
                    transaction.node(),
                    transaction.now(),
                    due.stream().map(Occurrence::id).toList(),
                    most - due.size()));
        }
        db.change(
                """
                UPDATE occurrence
                   SET standing = 'expanding', again = ?::timestamptz, drawn_by = ?, why = '', seen = 0
                 WHERE id = ANY (?::bigint[])
                """,
                transaction.now().plus(Ledger.PATIENCE),
                transaction.node(),
                taken.stream().map(Occurrence::id).toList());
        return taken;
    }

    static Entered enter(Transaction transaction, Occurrence occurrence, Instant firstExpiry, List<Newcomer> page)
            throws SQLException {
        transaction.stopSuppressing();
        if (!goOn(transaction, occurrence, firstExpiry, page.size())) return Entered.NOBODY;
        Map<String, Newcomer> newcomers = new LinkedHashMap<>();
        page.forEach(each -> newcomers.putIfAbsent(HexFormat.of().formatHex(each.trace()), each));
        Map<Long, Newcomer> added = deliver(transaction, occurrence, newcomers);
        describe(transaction.db(), occurrence, added);
        List<Long> misfits = added.entrySet().stream()
                .filter(each -> !each.getValue().isFit())
                .map(Map.Entry::getKey)
                .toList();
        if (!misfits.isEmpty()) Decisions.note(transaction, misfits);
        int people = added.size() - misfits.size();
        transaction.sums().add(occurrence.id(), State.WAITING, people);
        transaction.sums().add(occurrence.id(), State.FAILED, misfits.size());
        int suppressed = Covered.ofNewcomers(transaction, added.keySet()).size();
        return new Entered(people - suppressed, misfits.size(), suppressed, page.size() - added.size());
    }

    /// @return false when it is not being drawn any more, or another node does: that one counts from the first row
    private static boolean goOn(Transaction transaction, Occurrence occurrence, Instant firstExpiry, int count)
            throws SQLException {
        return transaction
                        .db()
                        .change(
                                """
                                UPDATE occurrence
                                   SET standing = 'expanding', again = ?1::timestamptz, drawn_by = ?2::text,
                                       seen = seen + ?3::bigint, first_expiry = least(first_expiry, ?4::timestamptz)
                                 WHERE id = ?5::bigint AND standing IN ('due', 'expanding')
                                   AND (drawn_by = ?2::text OR drawn_by IS NULL OR drawn_by NOT IN (SELECT id FROM living))
                                """,
                                transaction.now().plus(Ledger.PATIENCE),
                                transaction.node(),
                                count,
                                firstExpiry,
                                occurrence.id())
                == 1;
    }

    /// @return who was not on record yet, by delivery, in the page's order
    private static Map<Long, Newcomer> deliver(
            Transaction transaction, Occurrence occurrence, Map<String, Newcomer> newcomers) throws SQLException {
        List<Newcomer> all = List.copyOf(newcomers.values());
        Map<Long, Newcomer> added = new HashMap<>();
        transaction
                .db()
                .visit(
                        row -> {
                            String trace = HexFormat.of().formatHex(row.getBytes("trace"));
                            added.put(row.getLong("id"), newcomers.get(trace));
                            return true;
                        },
                        """
                        INSERT INTO delivery (occurrence, trace, state, road, due, not_before, expires, span, settled_at,
                                              why)
                        SELECT ?1::bigint, decode(trace, 'hex'), state, road, due, due, expires, expires - due,
                               CASE WHEN state = 'waiting' THEN NULL ELSE ?2::timestamptz END, why
                          FROM unnest(?3::text[], ?4::text[], ?5::text[], ?6::timestamptz[], ?7::timestamptz[], ?8::text[])
                               WITH ORDINALITY AS page (trace, state, road, due, expires, why, place)
                         ORDER BY place
                            ON CONFLICT (trace) DO NOTHING
                        RETURNING id, trace
                        """,
                        occurrence.id(),
                        transaction.now(),
                        Texts.of(List.copyOf(newcomers.keySet()), each -> each),
                        Texts.of(all, each -> each.state().word()),
                        Texts.of(all, each -> each.timing().road()),
                        Texts.of(all, each -> each.timing().due()),
                        Texts.of(all, each -> each.timing().expires()),
                        Texts.of(all, Newcomer::why));
        return added;
    }

    private static void describe(Db db, Occurrence occurrence, Map<Long, Newcomer> added) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>(added.size());
        added.forEach((delivery, newcomer) -> rows.add(row(delivery, occurrence, newcomer)));
        db.changeAll("""
                INSERT INTO person (delivery, occurrence, fit, key, name, address, locale, zone, columns,
                                    copy, of_name, of_address)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    private static @Nullable Object[] row(long delivery, Occurrence occurrence, Newcomer newcomer) {
        Newcomer.Person person = newcomer.person();
        return new @Nullable Object[] {
            delivery,
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
            person.copy().map(copy -> copy.person().address().toString())
        };
    }

    /// Everyone is on record, or nobody else will be: then `why` says so.
    static int end(Transaction transaction, Occurrence occurrence, String why) throws SQLException {
        int ended = transaction.db().change("""
                        UPDATE occurrence SET standing = 'sending', again = NULL, why = ?1::text
                         WHERE id = ?2::bigint AND standing IN ('due', 'expanding')
                           AND (drawn_by = ?3::text OR drawn_by IS NULL OR drawn_by NOT IN (SELECT id FROM living))
                        """, why, occurrence.id(), transaction.node());
        transaction.sums().add(occurrence.id(), State.WAITING, 0);
        return ended;
    }

    static int postpone(Transaction transaction, Occurrence occurrence, Instant again, String why) throws SQLException {
        return transaction.db().change("""
                        UPDATE occurrence SET standing = 'due', again = ?1::timestamptz, why = ?2::text
                         WHERE id = ?3::bigint AND standing IN ('due', 'expanding')
                           AND (drawn_by = ?4::text OR drawn_by IS NULL OR drawn_by NOT IN (SELECT id FROM living))
                        """, again, why, occurrence.id(), transaction.node());
    }
}
