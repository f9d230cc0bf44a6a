package dev.tidings.run;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Detour;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Policy;
import dev.tidings.deliver.Verdict;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.Revision;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Judges an attempt and has it written down; then, and only then, tells it.
final class Registrar {
    private final Supplier<Setup> setup;
    private final Ledger ledger;
    private final Policy policy;
    private final Detours detours;
    private final Listener listener;

    Registrar(Supplier<Setup> setup, Ledger ledger, Policy policy, Detours detours, Listener listener) {
        this.setup = setup;
        this.ledger = ledger;
        this.policy = policy;
        this.detours = detours;
        this.listener = listener;
    }

    /// @param message what was handed over, or would have been
    /// @return false when the claim belonged to somebody else by then
    CompletableFuture<Boolean> register(Claim claim, Attempt attempt, Optional<Composed> message) {
        return register(claim, attempt, message, message.flatMap(Composed::revision));
    }

    /// @param revision that it was composed with, or could not be
    CompletableFuture<Boolean> register(
            Claim claim, Attempt attempt, Optional<Composed> message, Optional<Revision> revision) {
        Optional<Detour> detour = detours.after(claim, attempt.outcome());
        Verdict verdict = policy.judge(claim, attempt, setup.get().rules(claim.occurrence()), detour);
        Settlement settlement =
                new Settlement(claim, attempt, verdict, message.filter(each -> keeps(attempt, verdict)), revision);
        return ledger.settle(settlement).thenApply(written -> {
            if (written) {
                listener.on(new Event.Attempted(claim, attempt, verdict));
            }
            return written;
        });
    }

    /// A message that may go again goes again as it was; one that was never fit is composed anew.
    private static boolean keeps(Attempt attempt, Verdict verdict) {
        boolean fit = !(attempt.outcome() instanceof Outcome.Unfit);
        return switch (verdict) {
            case Verdict.Accepted accepted -> false;
            case Verdict.Expired expired -> false;
            case Verdict.RetryAt retry -> fit;
            case Verdict.ResendAt resend -> fit;
            case Verdict.WaitForRoad wait -> fit;
            case Verdict.Failed failed -> fit;
            case Verdict.Held held -> fit;
        };
    }
}
