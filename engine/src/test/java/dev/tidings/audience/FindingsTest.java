package dev.tidings.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.RowsInMemory;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Lookup;
import dev.tidings.notification.Lookup.Join;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Parameters NONE = new Parameters(Map.of());
    private static final Lookup OWN_ORDERS =
            new Lookup(new Query("crm", "orders where user_id in :id"), Optional.of(new Join("user_id", "id")));
    private static final Lookup ALL_RATES = new Lookup(new Query("crm", "rates"), Optional.empty());

    private final RowsInMemory crm = new RowsInMemory(
            "crm",
            Map.of(
                    "orders", List.of(order(1L, "tea"), order(2L, "rice"), order(1L, "cups")),
                    "rates", List.of(new Row(Map.of("usd", 7.1)))),
            Limits.USUAL);

    @Test
    void each_person_gets_their_own_rows_by_one_question_for_all() throws Exception {
        Findings findings = gather(Map.of("orders", OWN_ORDERS), recipient(1L), recipient(2L), recipient(3L));

        assertThat(findings.of(recipient(1L)).get("orders")).containsExactly(order(1L, "tea"), order(1L, "cups"));
        assertThat(findings.of(recipient(2L)).get("orders")).containsExactly(order(2L, "rice"));
        assertThat(findings.of(recipient(3L)).get("orders")).isEmpty();
        assertThat(crm.asked).containsExactly("orders where user_id in :id {id=[1, 2, 3]}");
    }

    @Test
    void a_key_is_the_same_whatever_number_or_text_holds_it() throws Exception {
        Findings findings = gather(Map.of("orders", OWN_ORDERS), recipient(1L));

        for (Object same : List.of(1, 1.0, new BigDecimal("1.00"), "1")) {
            assertThat(findings.of(recipient(same)).get("orders")).hasSize(2);
        }
        assertThat(findings.of(recipient("01")).get("orders")).isEmpty();
    }

    @Test
    void a_lookup_without_a_key_is_asked_once_and_given_to_everyone() throws Exception {
        Findings findings = gather(Map.of("rates", ALL_RATES), recipient(1L), recipient(2L));

        assertThat(findings.of(recipient(1L))).isEqualTo(findings.of(recipient(2L)));
        assertThat(findings.of(recipient(1L)).get("rates")).hasSize(1);
        assertThat(crm.asked).hasSize(1);
    }

    @Test
    void thousands_of_people_are_asked_for_in_thousands() throws Exception {
        gather(
                Map.of("orders", OWN_ORDERS),
                LongStream.range(0, 2_500).mapToObj(FindingsTest::recipient).toArray(Recipient[]::new));

        assertThat(crm.asked).hasSize(3);
    }

    @Test
    void nobody_is_asked_for_when_nobody_has_a_key() throws Exception {
        Findings findings = gather(Map.of("orders", OWN_ORDERS), recipient(""));

        assertThat(findings.of(recipient("")).get("orders")).isEmpty();
        assertThat(crm.asked).isEmpty();
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        Lookup byCustomer = new Lookup(OWN_ORDERS.query(), Optional.of(new Join("customer", "id")));
        assertThatThrownBy(() -> gather(Map.of("orders", byCustomer), recipient(1L)))
                .isInstanceOf(SourceFailure.class)
                .hasMessageStartingWith("data.orders: key: the query gives no column \"customer\"");

        Lookup byUid = new Lookup(OWN_ORDERS.query(), Optional.of(new Join("user_id", "uid")));
        assertThatThrownBy(() -> gather(Map.of("orders", byUid), recipient(1L)))
                .isInstanceOf(SourceFailure.class)
                .hasMessage("data.orders: key: the audience gives no column \"uid\" to join by; it gives: id");
    }

    private Findings gather(Map<String, Lookup> lookups, Recipient... people) throws SourceFailure {
        return Findings.gather(lookups, _ -> Optional.of(crm), NONE, List.of(people));
    }

    private static Recipient recipient(Object id) {
        return new Recipient(
                id.toString(),
                Mailbox.parse("ann@example.com"),
                Optional.empty(),
                Optional.empty(),
                new Row(Map.of("id", id)));
    }

    private static Row order(long user, String title) {
        return new Row(Map.of("user_id", user, "title", title));
    }
}
