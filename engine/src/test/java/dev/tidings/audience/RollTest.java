package dev.tidings.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Drawn.Misfit;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.contracts.RowsInMemory;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Audience.Addressing;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollTest {
    private static final Parameters NONE = new Parameters(Map.of());
    private static final Addressing BY_EMAIL =
            new Addressing("{{ name }} <{{ email }}>", Optional.empty(), Optional.of("locale"), Optional.of("zone"));
    private static final Addressing BY_ID =
            new Addressing("{{ email }}", Optional.of("id"), Optional.empty(), Optional.empty());

    @Test
    void a_row_becomes_a_person_with_language_and_zone() throws Exception {
        Recipient ann = person(
                BY_EMAIL,
                row("name", "Ann Lee", "email", "ann@Example.com", "locale", "zh_CN", "zone", "Asia/Shanghai"));

        assertThat(ann.mailbox()).isEqualTo(Mailbox.parse("Ann Lee <ann@example.com>"));
        assertThat(ann.key()).isEqualTo("ann@example.com");
        assertThat(ann.locale()).contains(Locale.SIMPLIFIED_CHINESE);
        assertThat(ann.zone()).contains(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void empty_columns_of_name_language_and_zone_are_no_obstacle() throws Exception {
        Recipient ann = person(BY_EMAIL, row("name", null, "email", " ann@example.com ", "locale", "", "zone", null));

        assertThat(ann.mailbox()).isEqualTo(Mailbox.parse("ann@example.com"));
        assertThat(ann.locale()).isEmpty();
        assertThat(ann.zone()).isEmpty();
    }

    @Test
    void a_name_stays_a_name_whatever_stands_in_it() throws Exception {
        for (String name :
                List.of("Lee, Ann", "Ann <evil@example.net>", "\"Ann\" <evil@example.net>,", "{{ email }}", "a@b;c")) {
            Recipient ann = person(BY_EMAIL, row("name", name, "email", "ann@example.com", "locale", "", "zone", ""));

            assertThat(ann.mailbox().name()).isEqualTo(name);
            assertThat(ann.mailbox().address()).hasToString("ann@example.com");
        }
    }

    @Test
    void a_pattern_may_quote_the_name() throws Exception {
        Addressing quoted = new Addressing(
                "\"{{ name }}, sales\" <{{ email }}>", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(person(quoted, row("name", "Ann", "email", "a@example.com"))
                        .mailbox()
                        .name())
                .isEqualTo("Ann, sales");
    }

    @Test
    void the_key_column_tells_people_apart() throws Exception {
        assertThat(person(BY_ID, row("id", 17L, "email", "ann@example.com")).key())
                .isEqualTo("17");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ann.example.com,        address: an @ is missing between name and domain
            '',                     address: the address is empty
            'a@b.com, c@d.com',     address:
            'ann@example.com\r\nBcc: x@y.com', address:
            """)
    void a_row_without_an_address_is_a_misfit_with_a_reason(String email, String why) throws Exception {
        Misfit misfit = misfit(BY_ID, row("id", 17L, "email", email.replace("\\r\\n", "\r\n")));

        assertThat(misfit.key()).isEqualTo("17");
        assertThat(misfit.why()).startsWith(why);
    }

    @Test
    void a_name_with_a_line_break_is_a_misfit() throws Exception {
        Row row = row("name", "Ann\r\nBcc: x@y.com", "email", "ann@example.com", "locale", "", "zone", "");

        assertThat(misfit(BY_EMAIL, row).why()).startsWith("name: ").contains("U+000D");
    }

    @Test
    void a_blank_or_lacking_key_is_a_misfit() throws Exception {
        assertThat(misfit(BY_ID, row("id", " ", "email", "ann@example.com")))
                .extracting(Misfit::key, Misfit::why)
                .containsExactly("ann@example.com", "key: the column \"id\" is empty");
        assertThat(misfit(BY_ID, row("uid", 1L, "email", "ann@example.com")).why())
                .isEqualTo("key: there is no column \"id\" in this row, which has: email, uid");
    }

    @Test
    void a_language_or_zone_nobody_knows_is_a_misfit() throws Exception {
        assertThat(misfit(BY_EMAIL, row("name", "", "email", "a@b.com", "locale", "zh--CN", "zone", ""))
                        .why())
                .isEqualTo("locale: \"zh--CN\" is not a language tag such as zh-CN");
        assertThat(misfit(BY_EMAIL, row("name", "", "email", "a@b.com", "locale", "", "zone", "Asia/Shanghia"))
                        .why())
                .isEqualTo("zone: \"Asia/Shanghia\" is not a time zone such as Europe/Berlin");
    }

    @Test
    void a_misfit_with_nothing_to_be_named_by_has_its_rows_number() throws Exception {
        try (Roll roll = roll(BY_ID, row("id", "1", "email", "a@b.com"), row("id", null, "email", null))) {
            assertThat(roll.next(1)).hasOnlyElementsOfType(Person.class);
            assertThat(roll.next(1))
                    .first()
                    .extracting(drawn -> ((Misfit) drawn).key())
                    .isEqualTo("row 2");
            assertThat(roll.next(1)).isEmpty();
        }
    }

    @Test
    void a_pattern_holds_columns_and_nothing_else() {
        assertThatThrownBy(() -> Reading.check(
                        new Addressing("{{ email | lower }}", Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only a column's name");
    }

    @Test
    void listed_people_are_rows_of_name_and_email() throws Exception {
        Audience listed =
                Audience.Listed.of(List.of(Mailbox.parse("Ann <ann@example.com>"), Mailbox.parse("bo@example.com")));
        try (Roll roll = Roll.of(listed, _ -> Optional.empty(), NONE)) {
            assertThat(roll.next(1)).singleElement().satisfies(drawn -> {
                Recipient ann = ((Person) drawn).recipient();
                assertThat(ann.key()).isEqualTo("ann@example.com");
                assertThat(ann.row()).isEqualTo(row("name", "Ann", "email", "ann@example.com"));
            });
            assertThat(roll.next(10)).hasSize(1);
            assertThat(roll.next(10)).isEmpty();
        }
    }

    @Test
    void what_else_is_written_of_listed_people_are_columns() throws Exception {
        Audience listed = new Audience.Listed(
                List.of(new Audience.Person(Mailbox.parse("ann@example.com"), java.util.Map.of("room", 12L))));
        try (Roll roll = Roll.of(listed, _ -> Optional.empty(), NONE)) {
            assertThat(((Person) roll.next(1).getFirst()).recipient().row())
                    .isEqualTo(row("name", "", "email", "ann@example.com", "room", 12L));
        }
    }

    @Test
    void a_source_nobody_knows_is_a_failure() {
        assertThatThrownBy(() ->
                        Roll.of(new Audience.Drawn(new Query("crm", "person"), BY_ID), _ -> Optional.empty(), NONE))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("no source is called \"crm\"");
    }

    private static Recipient person(Addressing addressing, Row row) throws SourceFailure {
        return ((Person) drawn(addressing, row)).recipient();
    }

    private static Misfit misfit(Addressing addressing, Row row) throws SourceFailure {
        return (Misfit) drawn(addressing, row);
    }

    private static Drawn drawn(Addressing addressing, Row row) throws SourceFailure {
        try (Roll roll = roll(addressing, row)) {
            return roll.next(10).getFirst();
        }
    }

    private static Roll roll(Addressing addressing, Row... rows) throws SourceFailure {
        Source source = new RowsInMemory("crm", Map.of("person", List.of(rows)), Limits.USUAL);
        return Roll.of(new Audience.Drawn(new Query("crm", "person"), addressing), _ -> Optional.of(source), NONE);
    }

    private static Row row(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> columns = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Row(columns);
    }
}
