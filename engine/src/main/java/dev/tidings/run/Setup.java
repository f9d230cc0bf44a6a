package dev.tidings.run;

import dev.tidings.audience.Sources;
import dev.tidings.compose.Composer;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Route;
import dev.tidings.notification.Stage;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import java.util.List;
import java.util.Optional;

/// What is in force: a workspace, with what was made from it. Replaced as a whole.
///
/// @param returnPath where mail comes back to; empty where that is its sender's address
record Setup(Workspace workspace, Sources sources, Composer composer, Optional<ReturnPath> returnPath) {
    Setup(Workspace workspace, Sources sources, Composer composer) {
        this(workspace, sources, composer, workspace.settings().bounces().home().map(ReturnPath::new));
    }

    /// How far an occurrence's mail may go now: as far as when it was fired, and no further than today.
    Stage stage(Occurrence occurrence) {
        return today(occurrence).stage();
    }

    /// An occurrence as it may be sent today.
    Occurrence today(Occurrence occurrence) {
        return occurrence.noFurtherThan(workspace.settings().rehearsal().stage());
    }

    /// A road that takes only so much is one node's at a time.
    boolean isLimited(String road) {
        return Optional.ofNullable(workspace.settings().transports().get(road))
                .filter(TransportSpec::isLimited)
                .isPresent();
    }

    /// An occurrence's delivery rules; when its notification is gone, the most careful ones.
    DeliveryRules rules(Occurrence occurrence) {
        return workspace
                .notification(occurrence.notification())
                .map(notification -> notification.deliver())
                .orElseGet(() -> new DeliveryRules(
                        Correspondence.from(workspace.settings().defaults().from()),
                        Markings.NONE,
                        new Route.InOrder(List.of(Couriers.CATCHER)),
                        Retry.USUAL,
                        WhenUncertain.HOLD,
                        Optional.empty(),
                        Unsubscribe.NONE));
    }
}
