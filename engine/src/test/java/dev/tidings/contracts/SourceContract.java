package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What every source keeps. The people of the tests have an `id` (from 1) and a `name`.
public abstract class SourceContract {
    protected static final Parameters NONE = new Parameters(Map.of());
    protected static final Limits ROOMY = new Limits(Duration.ofSeconds(20), 1_000_000);

    /// A source called `people` that holds these, and nothing else.
    protected abstract Source holding(List<Row> people, Limits limits) throws Exception;

    /// Asks for everyone, in the order they were given.
    protected abstract String everyone();

    /// Asks for those whose id is among `:id`; empty for a source whose queries take no parameters.
    protected abstract Optional<String> amongIds();

    /// Asks for those whose name is `:name`.
    protected abstract Optional<String> byName();

    /// A question nobody can answer: no such table, path or file. It contains the word `nowhere`.
    protected abstract String unanswerable();

    @Test
    void rows_come_in_pages_and_in_order() throws Exception {
        try (Source source = holding(people(2_500), ROOMY);
                Rows rows = source.rows(query(everyone()), NONE)) {
            List<Integer> pages = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (List<Row> page = rows.next(1_000); !page.isEmpty(); page = rows.next(1_000)) {
                pages.add(page.size());
                page.forEach(row -> ids.add(row.text("id").orElseThrow()));
            }
            assertThat(pages).containsExactly(1_000, 1_000, 500);
            assertThat(ids)
                    .isEqualTo(LongStream.rangeClosed(1, 2_500)
                            .mapToObj(Long::toString)
                            .toList());
            assertThat(rows.unreadable()).isEmpty();
        }
    }

    @Test
    void no_rows_are_an_empty_page_and_stay_one() throws Exception {
        try (Source source = holding(List.of(), ROOMY);
                Rows rows = source.rows(query(everyone()), NONE)) {
            assertThat(rows.next(10)).isEmpty();
            assertThat(rows.next(10)).isEmpty();
        }
    }

    @Test
    void text_comes_as_it_is() throws Exception {
        String name = "Zoë \"Z\", O'Neill; -- 张伟 🎈";
        try (Source source = holding(List.of(person(1, name)), ROOMY);
                Rows rows = source.rows(query(everyone()), NONE)) {
            assertThat(rows.next(10).getFirst().text("name")).contains(name);
        }
    }

    @Test
    void exactly_as_many_rows_as_allowed_are_fine() throws Exception {
        try (Source source = holding(people(20), rowsAtMost(20));
                Rows rows = source.rows(query(everyone()), NONE)) {
            assertThat(rows.next(100)).hasSize(20);
            assertThat(rows.next(100)).isEmpty();
        }
    }

    @Test
    void more_rows_than_allowed_are_a_failure_and_never_a_cut() throws Exception {
        try (Source source = holding(people(21), rowsAtMost(20));
                Rows rows = source.rows(query(everyone()), NONE)) {
            assertThatThrownBy(() -> {
                        while (!rows.next(7).isEmpty()) {}
                    })
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("people")
                    .hasMessageContaining("more than 20 rows");
        }
    }

    @Test
    void a_list_stands_for_several_values() throws Exception {
        String amongIds = required(amongIds());
        try (Source source = holding(people(9), ROOMY)) {
            assertThat(ids(source, amongIds, NONE.with("id", List.of(2L, 5L, 77L))))
                    .containsExactly("2", "5");
        }
    }

    @Test
    void an_empty_list_matches_nobody() throws Exception {
        String amongIds = required(amongIds());
        try (Source source = holding(people(9), ROOMY)) {
            assertThat(ids(source, amongIds, NONE.with("id", List.of()))).isEmpty();
        }
    }

    @Test
    void a_value_is_bound_and_never_pasted() throws Exception {
        String byName = required(byName());
        List<String> names =
                List.of("' or '1'='1", "x'; drop table people; --", "a&id=1#/..", "%_?:name", "\\' or 1=1 #");
        List<Row> people = new ArrayList<>(people(2));
        for (int i = 0; i < names.size(); i++) people.add(person(10 + i, names.get(i)));
        try (Source source = holding(people, ROOMY)) {
            for (int i = 0; i < names.size(); i++) {
                assertThat(ids(source, byName, NONE.with("name", names.get(i))))
                        .containsExactly(Integer.toString(10 + i));
            }
            assertThat(ids(source, byName, NONE.with("name", "' or ''='"))).isEmpty();
            assertThat(ids(source, everyone(), NONE)).hasSize(7);
        }
    }

    @Test
    void an_unknown_parameter_is_named() throws Exception {
        String byName = required(byName());
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> source.rows(query(byName), NONE.with("nmae", "Ann")))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("people")
                    .hasMessageContaining(":name")
                    .hasMessageContaining("nmae");
        }
    }

    @Test
    void a_failure_names_the_source_and_the_query() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> ids(source, unanswerable(), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("people")
                    .hasMessageContaining("nowhere");
            assertThat(ids(source, everyone(), NONE)).as("and it still answers").containsExactly("1");
        }
    }

    @Test
    void several_threads_ask_at_once() throws Exception {
        try (Source source = holding(people(300), ROOMY);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<String>> ask = () -> ids(source, everyone(), NONE);
            for (Future<List<String>> answer : threads.invokeAll(java.util.Collections.nCopies(16, ask))) {
                assertThat(answer.get()).hasSize(300);
            }
        }
    }

    @Test
    void rows_may_be_left_half_read() throws Exception {
        try (Source source = holding(people(3_000), ROOMY)) {
            for (int i = 0; i < 20; i++) {
                try (Rows rows = source.rows(query(everyone()), NONE)) {
                    assertThat(rows.next(3)).hasSize(3);
                }
            }
            assertThat(ids(source, everyone(), NONE)).hasSize(3_000);
        }
    }

    protected static Query query(String text) {
        return new Query("people", text);
    }

    protected static List<String> ids(Source source, String query, Parameters parameters) throws SourceFailure {
        List<String> ids = new ArrayList<>();
        try (Rows rows = source.rows(query(query), parameters)) {
            for (List<Row> page = rows.next(100); !page.isEmpty(); page = rows.next(100)) {
                page.forEach(row -> ids.add(row.text("id").orElseThrow()));
            }
        }
        return ids;
    }

    protected static Limits rowsAtMost(long rows) {
        return new Limits(ROOMY.timeout(), rows);
    }

    protected static Row person(long id, String name) {
        return new Row(Map.of("id", id, "name", name));
    }

    protected static List<Row> people(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> person(id, "Person " + id))
                .toList();
    }

    private static String required(Optional<String> query) {
        Assumptions.assumeTrue(query.isPresent(), "queries of this source take no parameters");
        return query.orElseThrow();
    }
}
