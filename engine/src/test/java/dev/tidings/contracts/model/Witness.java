package dev.tidings.contracts.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Sees what nobody in the story sees: all copies, whose claim is the latest, which fault hit between arming and the
/// note of the answer. Holds the story to what is promised.
final class Witness {
    private final Premise premise;
    private final History history;
    private final Set<Long> fences = new HashSet<>();
    private final Map<Long, Long> latest = new TreeMap<>();
    private final Map<Long, Integer> copies = new TreeMap<>();
    private final Map<Long, Integer> hits = new TreeMap<>();

    Witness(Premise premise, History history) {
        this.premise = premise;
        this.history = history;
    }

    void claimed(Claim claim) {
        assertThat(fences.add(claim.fence())).as("a fence is handed out once").isTrue();
        latest.put(claim.delivery(), claim.fence());
    }

    boolean isLate(Claim claim) {
        return latest.getOrDefault(claim.delivery(), 0L) != claim.fence();
    }

    void armed(Claim claim) {
        assertThat(isLate(claim)).as("a late claim is armed").isFalse();
    }

    void settled(Claim claim) {
        assertThat(isLate(claim)).as("a late claim is settled").isFalse();
    }

    /// A fault came after arming and before the note of the answer.
    void hit(Claim claim) {
        hits.merge(claim.delivery(), 1, Integer::sum);
    }

    /// The next hop has one more.
    void copied(Claim claim) {
        int now = copies.merge(claim.delivery(), 1, Integer::sum);
        assertThat(now)
                .as("copies, of which each beyond the first has its fault")
                .isLessThanOrEqualTo(most(claim));
        if (now > 1) {
            assertThat(history.delivery(claim.delivery())
                            .orElseThrow()
                            .progress()
                            .possibleDuplicate())
                    .as("an extra copy is flagged before it leaves")
                    .isTrue();
        }
    }

    private int most(Claim claim) {
        return switch (premise.whenUncertain()) {
            case RESEND -> 1 + hits.getOrDefault(claim.delivery(), 0);
            case HOLD -> 1;
        };
    }

    int copies(DeliveryRecord delivery) {
        return copies.getOrDefault(delivery.id(), 0);
    }

    /// Nobody can do anything any more.
    void ended(List<DeliveryRecord> everyone) {
        assertThat(everyone).hasSize(premise.people());
        for (DeliveryRecord each : everyone) {
            if (premise.whenUncertain() == WhenUncertain.HOLD && each.state() == State.HELD) continue;
            assertThat(each.state()).as("a state in which nobody moves").isEqualTo(State.ACCEPTED);
            assertThat(copies(each)).as("copies of what counts as accepted").isPositive();
        }
    }

    /// What it knows, numbers that only grow left out.
    @Override
    public String toString() {
        return copies + " " + hits;
    }
}
