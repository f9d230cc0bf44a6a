package dev.tidings.run;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// A source that fails as often as it is told, and then gives its pages one after the other.
final class PeopleSource implements Source {
    private final List<List<Row>> pages;
    private final List<String> unreadable;
    int failures;
    int pagesRead;

    /// @param pages of addresses
    PeopleSource(List<String> unreadable, String[]... pages) {
        this.unreadable = unreadable;
        this.pages = Arrays.stream(pages).map(PeopleSource::rows).toList();
    }

    private static List<Row> rows(String[] addresses) {
        return Arrays.stream(addresses)
                .map(address -> new Row(Map.of("email", address)))
                .toList();
    }

    @Override
    public Rows rows(Query query, Parameters parameters) throws SourceFailure {
        if (failures > 0) {
            failures--;
            throw new SourceFailure("the source is not there");
        }
        Deque<List<Row>> rest = new ArrayDeque<>(pages);
        return new Rows() {
            @Override
            public List<Row> next(int most) {
                pagesRead++;
                return rest.isEmpty() ? List.of() : rest.pop();
            }

            @Override
            public List<String> unreadable() {
                return unreadable;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
