package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.Returned;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How much came back, and of how much.
public interface RatesPromises extends FeedbackStory {
    private DeliveryRecord tested(String notification, String person) {
        Firing live = firing(notification, now(), Cause.API, new Firing.Decision.Due());
        ledger().trigger(new Firing(
                live.key(), live.decision(), live.next(), Stage.TEST, live.revision(), live.period(), live.only()));
        ledger().expand(1000).forEach(each -> {
            ledger().enter(each, List.of(mailTo(person)));
            ledger().entered(each);
        });
        Claim claim = armed();
        settle(accepted(claim));
        return record(claim);
    }

    @Test
    default void what_came_back_is_counted_by_where_it_had_gone() {
        DeliveryRecord ann = handedOver("weekly", "ann");
        DeliveryRecord ben = handedOver("weekly", "ben");
        DeliveryRecord cid = handedOver("daily", "cid");
        DeliveryRecord dan = tested("weekly", "dan");
        ledger().judge(List.of(bounced(bounce("a"), cid)));
        clock().pass(DAY);
        ledger().judge(List.of(
                bounced(bounce("b"), ann),
                bounced(bounce("c"), ann),
                bounced(bounce("d"), ben),
                bounced(bounce("e"), dan),
                complained(heard("f", Fate.COMPLAINED, Reason.FEEDBACK), ann),
                unmatched(bounce("g"))));

        assertThat(history().returned(now()))
                .containsExactly(
                        new Returned("weekly", Stage.LIVE, ROAD, "example.org", Reason.USERUNKNOWN, 2),
                        new Returned("weekly", Stage.LIVE, ROAD, "example.org", Reason.FEEDBACK, 1),
                        new Returned("weekly", Stage.TEST, ROAD, "example.org", Reason.USERUNKNOWN, 1));
        assertThat(history().returned(Instant.EPOCH)).hasSize(4);
        assertThat(history().returned(now().plusMillis(1))).isEmpty();
    }

    @Test
    default void what_was_handed_over_live_is_counted_as_often_as_it_was_sent() {
        DeliveryRecord ann = handedOver("daily", "ann");
        tested("daily", "ben");
        clock().pass(DAY);
        drawn("weekly", "cid", "dan", "eve", "fay");
        List<Claim> claims = ledger().arm(claims(4));
        settle(accepted(claims.get(0)));
        settle(held(claims.get(1)));
        settle(failed(claims.get(2)));
        settle(deferred(claims.get(3), now().plus(DAY)));
        ledger().judge(List.of(bounced(bounce("a"), ann)));
        ledger().retry(List.of(ann.id()));
        settle(accepted(armed()));
        reopen();

        assertThat(history().handedOver(Instant.EPOCH))
                .containsExactly(
                        new HandedOver("daily", ROAD, "example.org", 2),
                        new HandedOver("weekly", ROAD, "example.org", 2));
        assertThat(history().handedOver(now()))
                .containsExactly(
                        new HandedOver("daily", ROAD, "example.org", 1),
                        new HandedOver("weekly", ROAD, "example.org", 2));
        assertThat(history().handedOver(now().plus(DAY))).isEmpty();
    }
}
