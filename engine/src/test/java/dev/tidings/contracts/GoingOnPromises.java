package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Tally;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How: what comes back once somebody has let a stopped notification go on.
public interface GoingOnPromises extends FeedbackStory {
    @Test
    default void of_what_was_under_way_when_it_went_on_only_what_is_handed_over_later_counts() {
        Occurrence weekly = drawn("weekly", "ann", "ben", "cid", "dan", "eve");
        List<Claim> first = ledger().arm(claims(2));
        drawn("daily", "fay");
        first.forEach(each -> settle(accepted(each)));
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(0, 0, 0));
        ledger().stop("weekly", "too many came back");
        clock().pass(Duration.ofMinutes(1));
        ledger().goOn("weekly");
        clock().pass(Duration.ofMinutes(1));

        List<Claim> later = ledger().arm(claims(10));
        later.forEach(each -> settle(accepted(each)));
        ledger().judge(List.of(bounced(bounce("a"), record(first.get(0)))));
        later.stream()
                .filter(each -> each.occurrence().equals(weekly))
                .limit(2)
                .forEach(each -> ledger().judge(List.of(bounced(bounce("to " + each.delivery()), record(each)))));

        assertThat(record(weekly).tally().of(State.BOUNCED)).isEqualTo(3);
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(3, 2, 0));
        assertThat(history().sinceGoingOn("daily")).isEqualTo(Tally.ofReturned(0, 0, 0));
        ledger().stop("weekly", "again");
        ledger().goOn("weekly");
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(0, 0, 0));
    }

    @Test
    default void what_is_sent_once_more_after_it_went_on_counts_anew() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        handedOver("weekly", "cid");
        ledger().judge(List.of(bounced(bounce("a"), ann), bounced(bounce("b"), ben)));
        ledger().stop("weekly", "too many came back");
        clock().pass(Duration.ofMinutes(1));
        ledger().goOn("weekly");
        clock().pass(Duration.ofMinutes(1));
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(0, 0, 0));

        ledger().retry(List.of(ann.id(), ben.id()));
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(0, 0, 0));
        ledger().arm(claims(10)).forEach(each -> settle(accepted(each)));
        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(2, 0, 0));
        ledger().judge(List.of(bounced(bounce("again"), now(ann))));

        assertThat(history().sinceGoingOn("weekly")).isEqualTo(Tally.ofReturned(2, 1, 0));
    }
}
