package dev.tidings.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import dev.tidings.source.reading.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSqlTest {
    private static final Parameters A_AND_IDS =
            new Parameters(Map.of("a", 1L, "ids", List.of(7L, 8L), "none", List.of()));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiterString = "=>", textBlock = """
            POSTGRESQL => select x::text, :a::int => select x::text, ?::int
            POSTGRESQL => select '{}'::jsonb ? 'k' and y = :a => select '{}'::jsonb ?? 'k' and y = ?
            POSTGRESQL => select $$ :a ; $$, $t$ :a $t$, :a => select $$ :a ; $$, $t$ :a $t$, ?
            POSTGRESQL => select E'it\\'s :a', e'\\\\', 'x\\', :a => select E'it\\'s :a', e'\\\\', 'x\\', ?
            POSTGRESQL => select /* /* :a */ :a */ "c:a", r[1:2], :a => select /* /* :a */ :a */ "c:a", r[1:2], ?
            MARIADB => select 'it\\'s :a', "x :a", `b :a` # :a => select 'it\\'s :a', "x :a", `b :a` # :a
            MARIADB => select @x := 1, :a => select @x := 1, ?
            SQLITE => select [c :a], `d :a`, "e"" :a", 'f\\', :a => select [c :a], `d :a`, "e"" :a", 'f\\', ?
            SQLITE => select * from t where i in (:ids) and j in (:none) => select * from t where i in (?, ?) and j in (null)
            SQLITE => values (:a) -- done => values (?) -- done
            SQLITE => (select 1) ; => (select 1)
            """)
    void parameters_become_question_marks_where_they_are_parameters(Dialect dialect, String sql, String expected)
            throws Exception {
        assertThat(bound(dialect, sql).text().strip()).isEqualTo(expected);
    }

    @Test
    void values_stand_in_the_order_of_their_places() throws Exception {
        assertThat(bound(Dialect.SQLITE, "select :ids, :a, :none, :a").values()).containsExactly(7L, 8L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiterString = "=>", textBlock = """
            SQLITE => select 1; select 2 => another follows
            SQLITE => -- nothing => the query is empty
            SQLITE => ; => the query is empty
            SQLITE => update t set a = 1 => begins with SELECT, WITH or VALUES, not "update"
            SQLITE => explain select 1 => begins with SELECT
            POSTGRESQL => select * into t2 from t => INTO
            POSTGRESQL => copy t to program 'id' => begins with SELECT
            MARIADB => select 1 into outfile '/tmp/x' => INTO
            MARIADB => select 1 /*!50000 into outfile '/tmp/x' */ => comments that are run
            MARIADB => select 1 /*M! into outfile '/tmp/x' */ => comments that are run
            MARIADB => select ? => parameters are written :name
            SQLITE => select 'x => never closed
            SQLITE => select 1 /* x => never closed
            """)
    void what_is_not_one_question_is_refused(Dialect dialect, String sql, String why) {
        assertThatThrownBy(() -> NamedSql.read(sql, dialect))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_parameter_nobody_knows_is_named_with_a_guess() {
        assertThatThrownBy(() -> bound(Dialect.SQLITE, "select :idz"))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining(":idz is not known; did you mean \"ids\"?; known here: :a, :ids, :none");
    }

    private static NamedSql.Bound bound(Dialect dialect, String sql) throws SourceFailure {
        return NamedSql.read(sql, dialect).bind(new Question("crm", new Query("crm", sql), A_AND_IDS, Limits.USUAL));
    }
}
