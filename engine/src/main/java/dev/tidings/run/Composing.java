package dev.tidings.run;

import dev.tidings.compose.Addressee;
import dev.tidings.compose.Composition;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Ledger;
import dev.tidings.mail.Address;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Has claims composed, those of one occurrence together, so that their data comes in few queries.
record Composing(Setup setup, Ledger ledger) {

    Map<Claim, Composition> compose(List<Claim> claims) {
        Map<Claim, Composition> compositions = new HashMap<>();
        claims.stream()
                .collect(Collectors.groupingBy(Claim::occurrence, LinkedHashMap::new, Collectors.toList()))
                .forEach((occurrence, theirs) -> compose(occurrence, theirs, compositions));
        return compositions;
    }

    private void compose(Occurrence occurrence, List<Claim> claims, Map<Claim, Composition> compositions) {
        for (Claim claim : claims) {
            kept(claim).ifPresent(message -> compositions.put(claim, message));
        }
        List<Claim> fresh =
                claims.stream().filter(claim -> !compositions.containsKey(claim)).toList();
        if (!fresh.isEmpty()) {
            Iterator<Composition> composed = fresh(occurrence, fresh).iterator();
            fresh.forEach(claim -> compositions.put(claim, composed.next()));
        }
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

    private List<Composition> fresh(Occurrence occurrence, List<Claim> claims) {
        Optional<Notification> notification = setup.workspace().notification(occurrence.notification());
        if (notification.isEmpty()) {
            Composition gone = new Unfit("notification", occurrence.notification() + " is no longer in the workspace");
            return claims.stream().map(_ -> gone).toList();
        }
        List<Addressee> addressees = claims.stream()
                .map(claim -> new Addressee(claim.recipient(), claim.due()))
                .toList();
        return setup.composer().compose(notification.get(), occurrence, setup.stage(occurrence), addressees);
    }
}
