package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entered;
import dev.tidings.notification.Occurrence;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Copies of a person's mail.
public interface CopyPromises extends LedgerStory {

    @Test
    default void a_copy_is_a_delivery_beside_the_persons_own() {
        Occurrence occurrence = taken("weekly");

        assertThat(ledger().enter(occurrence, List.of(mailTo("ann"), copyTo("boss", "ann"), copyTo("boss", "ben"))))
                .isEqualTo(new Entered(3, 0, 0));
        assertThat(ledger().enter(occurrence, List.of(copyTo("boss", "ann")))).isEqualTo(new Entered(0, 0, 1));
        assertThat(everyone(occurrence)).extracting(DeliveryRecord::trace).doesNotHaveDuplicates();
    }

    @Test
    default void whoever_claims_a_copy_learns_whose_it_is() {
        ledger().enter(taken("weekly"), List.of(mailTo("ann"), copyTo("boss", "ann")));
        reopen();

        List<Claim> claims = claims(10);

        assertThat(claims).extracting(Claim::recipient).containsExactly(recipient("ann"), copied("boss", "ann"));
        assertThat(claims).extracting(Claim::trace).doesNotHaveDuplicates();
        assertThat(record(claims.getLast()).trace()).isEqualTo(claims.getLast().trace());
    }

    @Test
    default void the_copies_of_a_mail_are_found_by_whose_it_is() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(
                        occurrence,
                        List.of(mailTo("ann"), copyTo("boss", "ann"), copyTo("archive", "ann"), copyTo("boss", "ben")));
        ledger().enter(taken("daily"), List.of(copyTo("boss", "ann")));

        List<DeliveryRecord> copies = history().copies(occurrence.id(), "ann");

        assertThat(copies)
                .extracting(each -> each.addressee().address())
                .containsExactly("boss@example.org", "archive@example.org");
        assertThat(copies)
                .extracting(each -> each.addressee().copy())
                .containsOnly(copied("boss", "ann").copy());
        assertThat(record(occurrence, "ann").addressee().copy()).isEmpty();
        assertThat(history().copies(occurrence.id(), "cid")).isEmpty();
    }

    @Test
    default void a_copy_that_was_being_sent_is_still_a_copy_when_nobody_knows_whether_it_arrived() {
        ledger().enter(taken("weekly"), List.of(copyTo("boss", "ann")));
        armed();
        reopen();
        clock().pass(LEASE.multipliedBy(2));

        assertThat(ledger().uncertain(10, LEASE)).extracting(Claim::recipient).containsExactly(copied("boss", "ann"));
    }

    @Test
    default void each_copy_settles_by_itself() {
        Occurrence occurrence = taken("weekly");
        ledger().enter(occurrence, List.of(mailTo("ann"), copyTo("boss", "ann")));
        ledger().entered(occurrence);
        List<Claim> both = ledger().arm(claims(2));
        settle(accepted(both.getFirst()));
        settle(failed(both.getLast()));

        assertThat(record(occurrence, "ann").state()).isEqualTo(State.ACCEPTED);
        assertThat(history().copies(occurrence.id(), "ann"))
                .extracting(DeliveryRecord::state)
                .containsExactly(State.FAILED);
    }
}
