package dev.tidings.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.contracts.SourceContract;
import dev.tidings.notification.SourceSpec.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every database keeps besides. The table of people is called `people`.
abstract class SqlContract extends SourceContract {
    /// Runs longer than anybody waits.
    protected abstract String endless();

    /// Statements that would change something or reach out, if they could.
    protected abstract List<String> forbidden();

    @Override
    protected String everyone() {
        return "select id, name from people order by id";
    }

    @Override
    protected Optional<String> amongIds() {
        return Optional.of("select id, name from people where id in (:id) order by id");
    }

    @Override
    protected Optional<String> byName() {
        return Optional.of("select id, name from people where name = :name order by id");
    }

    @Override
    protected String unanswerable() {
        return "select * from nowhere";
    }

    @Test
    void what_is_quoted_or_a_comment_holds_no_parameters() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThat(ids(
                            source,
                            "select id, ':a' as b, 'it''s :c' as d /* :e ; */ from people -- :f ;\n where id = :id;",
                            NONE.with("id", 1L)))
                    .containsExactly("1");
        }
    }

    @Test
    void a_parameter_may_stand_in_several_places() throws Exception {
        try (Source source = holding(people(9), ROOMY)) {
            assertThat(ids(
                            source,
                            "select id from people where id >= :a and id <= :b and id <> :a order by id",
                            NONE.with("a", 2L).with("b", 4L)))
                    .containsExactly("3", "4");
        }
    }

    @Test
    void nothing_is_changed_from_here() throws Exception {
        try (Source source = holding(people(3), ROOMY)) {
            for (String statement : forbidden()) {
                assertThatThrownBy(() -> ids(source, statement, NONE))
                        .as(statement)
                        .isInstanceOf(SourceFailure.class);
                assertThat(ids(source, everyone(), NONE)).as(statement).containsExactly("1", "2", "3");
            }
        }
    }

    @Test
    void a_query_that_never_ends_is_ended() throws Exception {
        try (Source source = holding(people(1), new Limits(Duration.ofMillis(300), 1_000))) {
            assertThatThrownBy(() -> ids(source, endless(), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("did not answer within 300 ms");
            assertThat(ids(source, everyone(), NONE)).containsExactly("1");
        }
    }

    @Test
    void two_columns_of_one_name_are_refused() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> source.rows(query("select id, name, id from people"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("two columns are called \"id\"");
        }
    }

    @Test
    void a_failure_carries_the_databases_own_words() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            assertThatThrownBy(() -> source.rows(query("select nmae\n   from people"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageStartingWith("source \"people\": ")
                    .hasMessageContaining("nmae")
                    .hasMessageEndingWith("[asked: select nmae from people]");
        }
    }

    @Test
    void wrong_sql_is_a_definite_failure() throws Exception {
        try (Source source = holding(people(1), ROOMY)) {
            for (String wrong : List.of("select nmae from people", "select * from nowhere", "selec 1")) {
                assertThatThrownBy(() -> ids(source, wrong, NONE))
                        .as(wrong)
                        .isInstanceOfSatisfying(
                                SourceFailure.class,
                                failure -> assertThat(failure.definite()).isTrue());
            }
        }
    }

    @Test
    void what_takes_too_long_may_be_asked_again() throws Exception {
        try (Source source = holding(people(1), new Limits(Duration.ofMillis(300), 1_000))) {
            assertThatThrownBy(() -> ids(source, endless(), NONE))
                    .isInstanceOfSatisfying(
                            SourceFailure.class,
                            failure -> assertThat(failure.definite()).isFalse());
        }
    }

    protected Row first(Source source, String query) throws SourceFailure {
        try (Rows rows = source.rows(query(query), NONE.with("at", Instant.parse("2026-11-23T01:05:00Z")))) {
            return rows.next(1).getFirst();
        }
    }
}
