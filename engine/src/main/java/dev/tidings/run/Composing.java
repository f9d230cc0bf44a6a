package dev.tidings.run;

import dev.tidings.compose.Addressee;
import dev.tidings.compose.Composition;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Sitting;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Ledger;
import dev.tidings.mail.Address;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Has claims composed, those of one occurrence together, so that their data comes in few queries; but hands
/// on each message before it makes the next, so that a batch of large ones is never in memory at once.
record Composing(Setup setup, Ledger ledger) {

    /// Whoever takes what was composed.
    @FunctionalInterface
    interface Taker {
        /// @return false when no more is wanted
        boolean take(Claim claim, Composition composition) throws InterruptedException;
    }

    void compose(List<Claim> claims, Taker taker) throws InterruptedException {
        Map<Occurrence, List<Claim>> byOccurrence = claims.stream()
                .collect(Collectors.groupingBy(Claim::occurrence, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Occurrence, List<Claim>> each : byOccurrence.entrySet()) {
            if (!compose(each.getKey(), each.getValue(), taker)) {
                return;
            }
        }
    }

    private boolean compose(Occurrence occurrence, List<Claim> claims, Taker taker) throws InterruptedException {
        List<Claim> fresh = new ArrayList<>();
        for (Claim claim : claims) {
            Optional<Composed> kept = kept(claim);
            if (kept.isEmpty()) {
                fresh.add(claim);
            } else if (!taker.take(claim, kept.get())) {
                return false;
            }
        }
        return fresh.isEmpty() || composeFresh(occurrence, fresh, taker);
    }

    /// What an earlier attempt left behind, if it is still meant for the same receiver at today's stage.
    private Optional<Composed> kept(Claim claim) {
        return claim.attempt() == 1
                ? Optional.empty()
                : ledger.kept(claim).filter(message -> message.receiver().equals(receiver(claim)));
    }

    private Address receiver(Claim claim) {
        return setup.stage(claim.occurrence()) == Stage.TEST
                ? setup.workspace().settings().rehearsal().testMailbox().orElseThrow()
                : claim.recipient().mailbox().address();
    }

    private boolean composeFresh(Occurrence occurrence, List<Claim> claims, Taker taker) throws InterruptedException {
        Sitting sitting = sitting(occurrence, claims);
        for (Claim claim : claims) {
            if (!taker.take(claim, sitting.compose(addressee(claim)))) {
                return false;
            }
        }
        return true;
    }

    private Sitting sitting(Occurrence occurrence, List<Claim> claims) {
        Optional<Notification> notification = setup.workspace().notification(occurrence.notification());
        if (notification.isEmpty()) {
            Composition gone = new Unfit("notification", occurrence.notification() + " is no longer in the workspace");
            return _ -> gone;
        }
        List<Addressee> addressees = claims.stream().map(Composing::addressee).toList();
        return setup.composer().sit(notification.get(), setup.today(occurrence), addressees);
    }

    private static Addressee addressee(Claim claim) {
        return new Addressee(claim.recipient(), claim.due());
    }
}
