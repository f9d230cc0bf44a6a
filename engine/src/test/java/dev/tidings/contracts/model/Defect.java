package dev.tidings.contracts.model;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Mistakes that a ledger, or who uses it, could make. Whoever looks for mistakes has to find each of them.
enum Defect {
    ARMS_WHO_COMES_LATE(ArmsLate::new, "a late claim is armed"),
    SETTLES_WHO_COMES_LATE(SettlesLate::new, "a late claim is settled"),
    DOES_NOT_ARM(DoesNotArm::new, "an extra copy is flagged before it leaves"),
    RESENDS_WITHOUT_A_WORD(ResendsUnflagged::new, "an extra copy is flagged before it leaves"),
    FORGETS_THE_UNCERTAIN(Forgets::new, "a state in which nobody moves");

    private final Function<Ledger, Calls> spoilt;
    private final String word;

    Defect(Function<Ledger, Calls> spoilt, String word) {
        this.spoilt = spoilt;
        this.word = word;
    }

    Calls over(Ledger ledger) {
        return spoilt.apply(ledger);
    }

    /// What is said when it is found.
    String word() {
        return word;
    }

    /// The fence is not looked at: whoever holds an older claim is taken for the latest.
    private static class Fenceless extends Calls {
        private final Map<Long, Claim> latest = new HashMap<>();

        Fenceless(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<Claim> claim() {
            return noted(super.claim());
        }

        @Override
        List<Claim> uncertain() {
            return noted(super.uncertain());
        }

        private List<Claim> noted(List<Claim> claims) {
            claims.forEach(each -> latest.put(each.delivery(), each));
            return claims;
        }

        Claim latest(Claim claim) {
            return latest.getOrDefault(claim.delivery(), claim);
        }
    }

    private static final class ArmsLate extends Fenceless {
        ArmsLate(Ledger ledger) {
            super(ledger);
        }

        @Override
        boolean arm(Claim claim) {
            return super.arm(latest(claim));
        }
    }

    private static final class SettlesLate extends Fenceless {
        SettlesLate(Ledger ledger) {
            super(ledger);
        }

        @Override
        boolean settle(Settlement asked) {
            return super.settle(new Settlement(latest(asked.claim()), asked.attempt(), asked.verdict(), asked.keep()));
        }
    }

    /// Nothing is committed before end-of-data.
    private static final class DoesNotArm extends Calls {
        DoesNotArm(Ledger ledger) {
            super(ledger);
        }

        @Override
        boolean arm(Claim claim) {
            return true;
        }
    }

    private static final class ResendsUnflagged extends Calls {
        ResendsUnflagged(Ledger ledger) {
            super(ledger);
        }

        @Override
        boolean settle(Settlement asked) {
            return super.settle(
                    asked.verdict() instanceof Verdict.ResendAt(var at, var why)
                            ? new Settlement(asked.claim(), asked.attempt(), new Verdict.RetryAt(at, why), asked.keep())
                            : asked);
        }
    }

    /// Nobody looks for what may have arrived.
    private static final class Forgets extends Calls {
        Forgets(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<Claim> uncertain() {
            return List.of();
        }
    }
}
