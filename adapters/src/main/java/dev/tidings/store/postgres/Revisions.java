package dev.tidings.store.postgres;

import dev.tidings.notification.Revision;
import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which revisions a node runs, and who is behind whom.
///
/// Whoever changes that does so alone, and notes for every node what it is behind with, in the same transaction:
/// nobody sees an occurrence that was fired with a revision without seeing that note (decision 35).
final class Revisions {
    private final Node node;
    private volatile Map<String, Revision> adopted = Map.of();

    Revisions(Node node) {
        this.node = node;
    }

    int adopt(Transaction transaction, Map<String, Revision> revisions) throws SQLException {
        adopted = Map.copyOf(revisions);
        return adopt(transaction);
    }

    /// Of one whom the others had forgotten, once more.
    int adopt(Transaction transaction) throws SQLException {
        List<Map.Entry<String, Revision>> all = List.copyOf(adopted.entrySet());
        Texts notifications = Texts.of(all, Map.Entry::getKey);
        Texts hashes = Texts.of(all, each -> each.getValue().hash());
        alone(transaction.db());
        rank(transaction, notifications, hashes);
        run(transaction.db(), notifications, hashes);
        return compare(transaction.db());
    }

    private static void alone(Db db) throws SQLException {
        db.number("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(current_schema() || ' revisions', 0))");
    }

    private void rank(Transaction transaction, Texts notifications, Texts hashes) throws SQLException {
        Db db = transaction.db();
        db.change("""
                UPDATE revision known SET noted = ?3::timestamptz
                  FROM unnest(?1::text[], ?2::text[]) AS g (notification, revision)
                 WHERE known.notification = g.notification AND known.revision = g.revision
                """, notifications, hashes, transaction.now());
        db.change("""
                INSERT INTO revision (notification, revision, rank, noted)
                SELECT g.notification, g.revision,
                       1 + coalesce((SELECT max(r.rank) FROM revision r WHERE r.notification = g.notification), 0),
                       ?4::timestamptz
                  FROM unnest(?1::text[], ?2::text[]) AS g (notification, revision)
                  LEFT JOIN revision known ON known.notification = g.notification AND known.revision = g.revision
                  LEFT JOIN running own ON own.node = ?3::text AND own.notification = g.notification
                  LEFT JOIN revision was ON was.notification = own.notification AND was.revision = own.revision
                 WHERE known.rank IS NULL OR known.rank < was.rank
                    ON CONFLICT (notification, revision) DO UPDATE SET rank = excluded.rank
                """, notifications, hashes, node.id(), transaction.now());
    }

    private void run(Db db, Texts notifications, Texts hashes) throws SQLException {
        db.change(
                "DELETE FROM running WHERE node = ? AND NOT notification = ANY (?::text[])", node.id(), notifications);
        db.change("""
                INSERT INTO running (node, notification, revision)
                SELECT ?3::text, g.notification, g.revision
                  FROM unnest(?1::text[], ?2::text[]) AS g (notification, revision)
                    ON CONFLICT (notification, node) DO UPDATE SET revision = excluded.revision
                """, notifications, hashes, node.id());
    }

    /// A node that has a notification not at all is behind whoever has it.
    private static int compare(Db db) throws SQLException {
        db.change("DELETE FROM older");
        return db.change("""
                WITH ranked AS MATERIALIZED (
                    SELECT r.node, r.notification, v.rank
                      FROM running r
                      JOIN revision v ON v.notification = r.notification AND v.revision = r.revision
                ), newest AS MATERIALIZED (
                    SELECT notification, max(rank) AS rank FROM ranked GROUP BY notification
                )
                INSERT INTO older (node, notification, rank)
                SELECT n.id, t.notification, coalesce(own.rank, 0)
                  FROM node n
                 CROSS JOIN newest t
                  LEFT JOIN ranked own ON own.node = n.id AND own.notification = t.notification
                 WHERE coalesce(own.rank, 0) < t.rank
                """);
    }

    /// Takes nodes off the list, whom nobody waits for any more. Alone, before it touches any of them: what they ran
    /// goes with them.
    static int forget(Transaction transaction, Leaving nodes) throws SQLException {
        alone(transaction.db());
        int forgotten = nodes.leave();
        return forgotten == 0 ? 0 : compare(transaction.db());
    }

    /// Of which nothing on record says more: no node has begun to run it for so long, none runs it, and nothing was
    /// fired with it. Whoever came with it after all would be the newest.
    private static final String FORGETTABLE = """
            noted < ?::timestamptz
            AND NOT EXISTS (SELECT 1 FROM running r
                             WHERE r.notification = revision.notification AND r.revision = revision.revision)
            AND NOT EXISTS (SELECT 1 FROM occurrence o
                             WHERE o.notification = revision.notification AND o.revision = revision.revision)
            """;

    /// Takes revisions off the list that are nobody's any more, and noted before an instant.
    ///
    /// @return how many
    static int forget(Transaction transaction, Instant before) throws SQLException {
        Db db = transaction.db();
        boolean any = db.one(
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM revision WHERE " + FORGETTABLE + ")",
                        before)
                .orElseThrow();
        if (!any) return 0;
        alone(db);
        return db.change("DELETE FROM revision WHERE " + FORGETTABLE, before);
    }

    interface Leaving {
        /// @return how many
        int leave() throws SQLException;
    }

    /// Of which others run something newer.
    static Set<String> behind(Db db, Node node) throws SQLException {
        return new HashSet<>(db.list(
                row -> row.getString("notification"), "SELECT notification FROM outdated WHERE node = ?", node.id()));
    }
}
