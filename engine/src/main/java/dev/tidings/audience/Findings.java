package dev.tidings.audience;

import dev.tidings.notification.Lookup;
import dev.tidings.notification.Lookup.Join;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a notification's lookups found for some recipients: one query per lookup for all of them (for each
/// thousand, to be exact), or one for everyone where a lookup has no key.
public final class Findings {
    /// So many values a list parameter stands for at once; databases allow some 32,000.
    private static final int VALUES_MAX = 1_000;

    /// So many rows one lookup may give for the recipients of one batch: they are held in memory.
    private static final int ROWS_MAX = 100_000;

    private static final int PAGE = 1_000;

    private final Map<String, Found> byName;

    private Findings(Map<String, Found> byName) {
        this.byName = byName;
    }

    /// Asks all lookups.
    ///
    /// @param lookups    by the name the template knows them under
    /// @param parameters of the occurrence; a lookup with the key `user_id = id` sees everyone's `id` as
    ///                   `:id` too
    /// @throws SourceFailure when one of them is not answered; it names the lookup
    public static Findings gather(
            Map<String, Lookup> lookups, Sources sources, Parameters parameters, Collection<Recipient> people)
            throws SourceFailure {
        Map<String, Found> byName = new LinkedHashMap<>();
        for (Map.Entry<String, Lookup> named : lookups.entrySet()) {
            try {
                byName.put(named.getKey(), found(named.getValue(), sources, parameters, people));
            } catch (SourceFailure failure) {
                throw failure.of("data." + named.getKey());
            }
        }
        return new Findings(byName);
    }

    /// Each lookup's rows for one of the recipients, in the source's order.
    public Map<String, List<Row>> of(Recipient person) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        byName.forEach((name, found) -> rows.put(name, found.of(person)));
        return rows;
    }

    private static Found found(Lookup lookup, Sources sources, Parameters parameters, Collection<Recipient> people)
            throws SourceFailure {
        Source source = Roll.source(lookup.query(), sources);
        if (lookup.key().isEmpty()) {
            return new ForEveryone(all(source.rows(lookup.query(), parameters), ROWS_MAX));
        }
        Join join = lookup.key().get();
        List<Object> values = values(join, people);
        Map<JoinKey, List<Row>> byKey = new HashMap<>();
        int left = ROWS_MAX;
        for (int at = 0; at < values.size(); at += VALUES_MAX) {
            List<Object> some = values.subList(at, Math.min(values.size(), at + VALUES_MAX));
            List<Row> rows = all(source.rows(lookup.query(), parameters.with(join.recipientColumn(), some)), left);
            left -= rows.size();
            group(rows, join, byKey);
        }
        return new ByKey(join.recipientColumn(), byKey);
    }

    /// Everyone's value, each once: two people of one household may share theirs.
    private static List<Object> values(Join join, Collection<Recipient> people) throws SourceFailure {
        Map<JoinKey, Object> values = new LinkedHashMap<>();
        for (Recipient person : people) {
            Map<String, @Nullable Object> columns = person.row().columns();
            @Nullable Object value = columns.get(join.recipientColumn());
            if (value == null && !columns.containsKey(join.recipientColumn())) {
                throw SourceFailure.definite("key: the audience gives no column \"%s\" to join by; it gives: %s"
                        .formatted(join.recipientColumn(), String.join(", ", columns.keySet())));
            }
            Optional<JoinKey> key = JoinKey.of(value);
            if (value != null && key.isPresent()) values.putIfAbsent(key.get(), value);
        }
        return new ArrayList<>(values.values());
    }

    private static void group(List<Row> rows, Join join, Map<JoinKey, List<Row>> byKey) throws SourceFailure {
        for (Row row : rows) {
            if (!row.columns().containsKey(join.column())) {
                throw SourceFailure.definite("key: the query gives no column \"%s\" to join by; it gives: %s"
                        .formatted(
                                join.column(), String.join(", ", row.columns().keySet())));
            }
            JoinKey.of(row.columns().get(join.column()))
                    .ifPresent(key ->
                            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row));
        }
    }

    private static List<Row> all(Rows rows, int most) throws SourceFailure {
        try (rows) {
            List<Row> all = new ArrayList<>();
            for (List<Row> page = rows.next(PAGE); !page.isEmpty(); page = rows.next(PAGE)) {
                all.addAll(page);
                if (all.size() > most) {
                    throw new SourceFailure(
                            "gives more than %,d rows for one batch of recipients; ask for fewer".formatted(ROWS_MAX));
                }
            }
            if (!rows.unreadable().isEmpty()) {
                throw new SourceFailure(
                        "cannot be read in full: " + rows.unreadable().getFirst());
            }
            return all;
        }
    }

    private sealed interface Found {
        List<Row> of(Recipient person);
    }

    private record ForEveryone(List<Row> rows) implements Found {
        @Override
        public List<Row> of(Recipient person) {
            return rows;
        }
    }

    private record ByKey(String recipientColumn, Map<JoinKey, List<Row>> rows) implements Found {
        @Override
        public List<Row> of(Recipient person) {
            return JoinKey.of(person.row().columns().get(recipientColumn))
                    .map(key -> rows.getOrDefault(key, List.of()))
                    .orElse(List.of());
        }
    }
}
