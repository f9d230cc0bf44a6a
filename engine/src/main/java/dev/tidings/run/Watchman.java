package dev.tidings.run;

import dev.tidings.deliver.State;
import dev.tidings.ledger.History;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Tally;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StopWhen;
import dev.tidings.notification.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sees whether too much of a notification comes back: of its last hundred mails or more, as whole occurrences.
/// Of fewer than twenty nothing is concluded. What somebody has seen who let it go on is not held against it again: of
/// what was under way by then, only mails that were handed over since count.
final class Watchman {
    private static final int ENOUGH = 100;
    private static final int TOO_FEW = 20;
    /// Who alone stops nothing for all the others.
    private static final int ONE_READER = 1;
    private static final int OCCURRENCES_MAX = 100;

    private final Workspace workspace;
    private final History history;

    Watchman(Workspace workspace, History history) {
        this.workspace = workspace;
        this.history = history;
    }

    /// In a sentence, if so.
    Optional<String> tooMuch(String notification) {
        List<StopWhen> limits = limits(notification);
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        Lately lately = lately(notification);
        return lately.handedOver < TOO_FEW
                ? Optional.empty()
                : limits.stream().flatMap(each -> lately.passes(each).stream()).findFirst();
    }

    private List<StopWhen> limits(String notification) {
        return workspace
                .notification(notification)
                .flatMap(each -> each.deliver().afterBounces().stopWhen())
                .orElseGet(() -> workspace.settings().bounces().stopWhen());
    }

    private record Lately(long handedOver, long bounced, long complained) {
        Lately and(Tally tally) {
            return new Lately(
                    handedOver + tally.handedOver(),
                    bounced + tally.of(State.BOUNCED),
                    complained + tally.of(State.COMPLAINED));
        }

        Optional<String> passes(StopWhen limit) {
            long count = switch (limit.what()) {
                case BOUNCES -> bounced;
                case COMPLAINTS -> complained;
            };
            return count > ONE_READER && limit.isPassed(count, handedOver)
                    ? Optional.of("%s: %d of the last %d mails".formatted(limit, count, handedOver))
                    : Optional.empty();
        }
    }

    private Lately lately(String notification) {
        Lately sum = new Lately(0, 0, 0);
        long seen = history.seen(notification);
        for (OccurrenceRecord each :
                history.occurrences(Optional.of(notification), Set.of(), Page.first(OCCURRENCES_MAX))) {
            if (each.occurrence().id() <= seen) {
                return sum.and(history.sinceGoingOn(notification));
            }
            if (each.occurrence().stage() != Stage.LIVE) {
                continue;
            }
            sum = sum.and(each.tally());
            if (sum.handedOver >= ENOUGH) {
                break;
            }
        }
        return sum;
    }
}
