package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Carried;
import dev.tidings.ledger.Entry;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a road has to know after a restart.
public interface RoadPromises extends LedgerStory {
    Duration MINUTE = Duration.ofMinutes(1);

    @Test
    default void an_account_begins_once() {
        assertThat(ledger().begun("reports at mail.example.com")).isEmpty();

        ledger().begin("reports at mail.example.com", NINE);
        ledger().begin("reports at mail.example.com", NINE.plus(DAY));
        reopen();

        assertThat(ledger().begun("reports at mail.example.com")).contains(NINE);
        assertThat(ledger().begun("news at mail.example.com")).isEmpty();
    }

    @Test
    default void what_was_handed_over_is_counted_by_slices_of_time() {
        drawn("n", "ann", "bob", "cem", "dan", "eve");
        List<Claim> claims = claims(5);
        settle(accepted(claims.get(0)));
        settle(waiting(claims.get(1), ROAD, now().plus(DAY)));
        clock().pass(Duration.ofSeconds(90));
        settle(accepted(claims.get(2)));
        settle(failed(claims.get(3)));
        settle(deferred(claims.get(4), now().plus(DAY)));
        reopen();

        Instant second = NINE.plus(MINUTE);
        assertThat(history().carried(ROAD, NINE, MINUTE))
                .containsExactly(new Carried(NINE, "", 1), new Carried(second, "", 3));
        assertThat(history().carried(ROAD, second, MINUTE)).containsExactly(new Carried(second, "", 3));
        assertThat(history().carried(ROAD, NINE.plus(DAY), MINUTE)).isEmpty();
        assertThat(history().carried("elsewhere", NINE, MINUTE)).isEmpty();
    }

    @Test
    default void what_was_handed_over_is_counted_by_domain() {
        enter("n", "ann@example.org", "bob@example.net", "cem@example.net");
        claims(3).forEach(claim -> settle(accepted(claim)));

        assertThat(history().carriedByDomain(ROAD, NINE, MINUTE))
                .containsExactly(new Carried(NINE, "example.net", 2), new Carried(NINE, "example.org", 1));
    }

    @Test
    default void those_who_wait_in_a_lane_are_counted_and_claimed_apart() {
        drawn("one", "ann", "bob", "cem");
        drawn("two", "ann");
        List<Claim> aside = claims(10).stream()
                .filter(claim -> !claim.recipient().key().equals("cem"))
                .toList();

        ledger().defer(aside, ROAD + "/example.org", now());

        assertThat(history().waiting(ROAD + "/example.org")).isEqualTo(3);
        assertThat(ledger().roads()).contains(ROAD + "/example.org");
        assertThat(claims(10)).isEmpty();
        assertThat(ledger().claim(ROAD + "/example.org", 10, LEASE)).hasSize(3);
    }

    private Occurrence enter(String notification, String... addresses) {
        Occurrence occurrence = taken(notification);
        ledger().enter(
                        occurrence,
                        Arrays.stream(addresses)
                                .map(each -> new Entry(
                                        new Drawn.Person(new Recipient(
                                                each,
                                                Mailbox.parse(each),
                                                Optional.empty(),
                                                Optional.empty(),
                                                new Row(Map.of()))),
                                        now(),
                                        now().plus(DAY),
                                        ROAD))
                                .toList());
        ledger().entered(occurrence);
        return occurrence;
    }
}
