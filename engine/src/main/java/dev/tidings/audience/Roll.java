package dev.tidings.audience;

import dev.tidings.notification.Audience;
import dev.tidings.notification.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The people of an audience, page by page, in the source's order. Holds one page, never the whole audience.
public final class Roll implements AutoCloseable {
    private final Rows rows;
    private final Reading reading;
    private long read;

    private Roll(Rows rows, Reading reading) {
        this.rows = rows;
        this.reading = reading;
    }

    /// Starts drawing.
    ///
    /// @throws SourceFailure when the source is not there or does not answer
    public static Roll of(Audience audience, Sources sources, Parameters parameters) throws SourceFailure {
        return switch (audience) {
            case Audience.Listed(List<Audience.Person> people) -> new Roll(new ListedRows(people), ListedRows.READING);
            case Audience.Drawn(Query query, Audience.Addressing addressing) -> {
                Reading reading = reading(addressing);
                yield new Roll(source(query, sources).rows(query, parameters), reading);
            }
        };
    }

    private static Reading reading(Audience.Addressing addressing) throws SourceFailure {
        try {
            return new Reading(addressing);
        } catch (IllegalArgumentException unreadable) {
            throw SourceFailure.definite("audience.to: " + unreadable.getMessage(), unreadable);
        }
    }

    static Source source(Query query, Sources sources) throws SourceFailure {
        Optional<Source> source = sources.named(query.source());
        return source.orElseThrow(() -> SourceFailure.definite(
                "no source is called \"%s\"; sources stand in tidings.yaml".formatted(query.source())));
    }

    /// What the next rows came to, at most `most` of them; none when there are no more.
    public List<Drawn> next(int most) throws SourceFailure {
        List<Row> page = rows.next(most);
        List<Drawn> drawn = new ArrayList<>(page.size());
        for (Row row : page) {
            drawn.add(reading.read(row, ++read));
        }
        return drawn;
    }

    /// Records of the source that were no rows at all, each named with its place and reason.
    public List<String> unreadable() {
        return rows.unreadable();
    }

    @Override
    public void close() {
        rows.close();
    }

    /// People written in the file itself, as rows `name`, `email` and whatever else is written of them.
    private static final class ListedRows implements Rows {
        private static final Reading READING = new Reading(new Audience.Addressing(
                "{{ name }} <{{ email }}>", Optional.empty(), Optional.empty(), Optional.empty()));

        private final List<Audience.Person> people;
        private int at;

        private ListedRows(List<Audience.Person> people) {
            this.people = people;
        }

        @Override
        public List<Row> next(int most) {
            int end = Math.min(people.size(), at + most);
            List<Row> page =
                    people.subList(at, end).stream().map(ListedRows::row).toList();
            at = end;
            return page;
        }

        private static Row row(Audience.Person person) {
            Map<String, @Nullable Object> columns = new LinkedHashMap<>();
            columns.put("name", person.mailbox().name());
            columns.put("email", person.mailbox().address().toString());
            columns.putAll(person.columns());
            return new Row(columns);
        }

        @Override
        public List<String> unreadable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
