package dev.tidings.store.move;

import dev.tidings.store.jdbc.Db;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts two stores in the same way: each kind of thing, and how many of it stand where.
final class Counting {
    private static final List<Question> QUESTIONS = List.of(
            new Question("notifications planned", "SELECT '' AS word, count(*) AS count FROM agenda"),
            new Question("occurrences", "SELECT '' AS word, count(*) AS count FROM occurrence"),
            new Question("occurrences", "SELECT standing AS word, count(*) AS count FROM occurrence GROUP BY standing"),
            new Question("requests", "SELECT '' AS word, count(*) AS count FROM request"),
            new Question("deliveries", "SELECT '' AS word, count(*) AS count FROM delivery"),
            new Question("deliveries", """
                    SELECT state AS word, count(*) AS count
                      FROM delivery
                     WHERE NOT EXISTS (SELECT 1 FROM sending WHERE sending.delivery = delivery.id)
                     GROUP BY state
                    """),
            new Question("deliveries", "SELECT 'sending' AS word, count(*) AS count FROM sending"),
            new Question("deliveries", """
                    SELECT 'in tallies' AS word,
                           coalesce(sum(waiting + accepted + failed + held + suppressed + skipped + expired + cancelled
                                        + bounced + complained), 0) AS count
                      FROM occurrence
                    """),
            new Question("people", "SELECT '' AS word, count(*) AS count FROM person"),
            new Question("journal entries", "SELECT '' AS word, count(*) AS count FROM journal"),
            new Question("journal entries", "SELECT state AS word, count(*) AS count FROM journal GROUP BY state"),
            new Question("transcripts", "SELECT '' AS word, count(*) AS count FROM transcript"),
            new Question("kept mails", "SELECT '' AS word, count(*) AS count FROM kept"),
            new Question(
                    "kept mails", "SELECT 'in octets' AS word, coalesce(sum(length(content)), 0) AS count FROM kept"),
            new Question("suppressions", "SELECT '' AS word, count(*) AS count FROM suppression"),
            new Question("suppressions", """
                    SELECT 'lifted' AS word, count(*) AS count FROM suppression WHERE lifted_at IS NOT NULL
                    """),
            new Question("arrivals", "SELECT '' AS word, count(*) AS count FROM arrival"),
            new Question(
                    "arrivals", "SELECT 'in octets' AS word, coalesce(sum(length(original)), 0) AS count FROM arrival"),
            new Question("notices", "SELECT '' AS word, count(*) AS count FROM notice"),
            new Question("notices", "SELECT fate AS word, count(*) AS count FROM notice GROUP BY fate"),
            new Question("notices", "SELECT 'unjudged' AS word, count(*) AS count FROM notice WHERE judged_at IS NULL"),
            new Question("stops", "SELECT '' AS word, count(*) AS count FROM stop"),
            new Question("bookmarks", "SELECT '' AS word, count(*) AS count FROM bookmark"),
            new Question("ramp-ups", "SELECT '' AS word, count(*) AS count FROM ramp_up"));

    private Counting() {}

    /// @param sql gives a count for each word that says more; for all of them the word is empty
    private record Question(String what, String sql) {
        Map<String, Long> to(Db db) throws SQLException {
            Map<String, Long> counts = new TreeMap<>();
            db.visit(
                    row -> {
                        counts.put((what + " " + row.getString("word")).strip(), row.getLong("count"));
                        return true;
                    },
                    sql);
            return counts;
        }
    }

    static List<Count> of(Db from, Db to) throws SQLException {
        List<Count> counts = new ArrayList<>();
        for (Question each : QUESTIONS) {
            Map<String, Long> left = each.to(from);
            Map<String, Long> arrived = each.to(to);
            Set<String> all = new TreeSet<>(left.keySet());
            all.addAll(arrived.keySet());
            all.forEach(
                    what -> counts.add(new Count(what, left.getOrDefault(what, 0L), arrived.getOrDefault(what, 0L))));
        }
        return counts;
    }
}
