package dev.tidings.contracts;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tables in memory. A query is a table's name, alone or as `orders where user_id in :id`.
public final class RowsInMemory implements Source {
    private static final Pattern QUERY = Pattern.compile("(\\w+)(?: where (\\w+) in :(\\w+))?");

    private final String name;
    private final Map<String, List<Row>> tables;
    private final Limits limits;

    /// Every question that was asked, with what its parameters stood for.
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public RowsInMemory(String name, Map<String, List<Row>> tables, Limits limits) {
        this.name = name;
        this.tables = tables;
        this.limits = limits;
    }

    @Override
    public Rows rows(Query query, Parameters parameters) throws SourceFailure {
        Matcher matcher = QUERY.matcher(query.text());
        if (!matcher.matches() || !tables.containsKey(matcher.group(1))) {
            throw new SourceFailure("source \"%s\" cannot answer \"%s\"".formatted(name, query.text()));
        }
        List<Row> table = tables.get(matcher.group(1));
        String parameter = matcher.group(3);
        if (parameter == null) return answer(query, parameters, table);
        if (!parameters.values().containsKey(parameter)) {
            throw new SourceFailure("source \"%s\" knows no :%s, only %s"
                    .formatted(name, parameter, parameters.values().keySet()));
        }
        @Nullable Object value = parameters.values().get(parameter);
        List<?> wanted = value instanceof List<?> several
                ? several
                : Optional.ofNullable(value).stream().toList();
        List<Row> found = table.stream()
                .filter(row -> wanted.contains(row.columns().get(matcher.group(2))))
                .toList();
        return answer(query, parameters, found);
    }

    private Rows answer(Query query, Parameters parameters, List<Row> rows) {
        asked.add(query.text() + " " + parameters.values());
        return new Cursor(rows);
    }

    @Override
    public void close() {}

    private final class Cursor implements Rows {
        private final List<Row> rows;
        private int at;

        private Cursor(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public List<Row> next(int most) throws SourceFailure {
            int end = Math.min(rows.size(), at + most);
            if (end > limits.rows()) {
                throw new SourceFailure("source \"%s\" gives more than %d rows".formatted(name, limits.rows()));
            }
            List<Row> page = new ArrayList<>(rows.subList(at, end));
            at = end;
            return page;
        }

        @Override
        public List<String> unreadable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
