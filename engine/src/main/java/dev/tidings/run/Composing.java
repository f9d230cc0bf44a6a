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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Has claims composed, those of one occurrence together, so that their data comes in few queries.
record Composing(Setup setup, Ledger ledger) {

    /// A claim and what composing its message came to.
    record Done(Claim claim, Composition composition) {}

    List<Done> compose(List<Claim> claims) {
        List<Done> done = new ArrayList<>(claims.size());
        claims.stream()
                .collect(Collectors.groupingBy(Claim::occurrence, LinkedHashMap::new, Collectors.toList()))
                .forEach((occurrence, theirs) -> compose(occurrence, theirs, done));
        return done;
    }

    private void compose(Occurrence occurrence, List<Claim> claims, List<Done> done) {
        List<Claim> fresh = new ArrayList<>();
        for (Claim claim : claims) {
            kept(claim).ifPresentOrElse(message -> done.add(new Done(claim, message)), () -> fresh.add(claim));
        }
        if (!fresh.isEmpty()) {
            List<Composition> compositions = fresh(occurrence, fresh);
            for (int each = 0; each < fresh.size(); each++) {
                done.add(new Done(fresh.get(each), compositions.get(each)));
            }
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
            return Collections.nCopies(claims.size(), gone);
        }
        List<Addressee> addressees = claims.stream()
                .map(claim -> new Addressee(claim.recipient(), claim.due()))
                .toList();
        return setup.composer().compose(notification.get(), setup.today(occurrence), addressees);
    }
}
