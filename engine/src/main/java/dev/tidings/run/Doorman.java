package dev.tidings.run;

import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Knows from whom mail is kept since it came back: by which suppression and for how long, how often it has been so,
/// and whether a person has let them in again.
final class Doorman {
    private final Workspace workspace;
    private final History history;
    private final Instant now;
    /// By address, the mailbox failures that are judged together.
    private final Map<String, Set<Long>> counted = new HashMap<>();

    Doorman(Workspace workspace, History history, Instant now) {
        this.workspace = workspace;
        this.history = history;
        this.now = now;
    }

    Reactions reactions(DeliveryRecord delivery) {
        return workspace
                .notification(delivery.occurrence().notification())
                .flatMap(each -> each.deliver().afterBounces().reactions())
                .orElseGet(() -> workspace.settings().bounces().reactions());
    }

    /// What a person has decided about already may be told once more, by another way; and a server may try for days
    /// before it tells of a mail that was sent before.
    boolean isLiftedSince(NoticeRecord notice, DeliveryRecord delivery) {
        return history.bouncesLifted(delivery.addressee().address())
                .filter(at -> at.isAfter(told(notice))
                        || sent(delivery).filter(at::isAfter).isPresent())
                .isPresent();
    }

    /// Last, as far as anybody knows. When one that came back was settled is when it did so.
    private Optional<Instant> sent(DeliveryRecord delivery) {
        return history.attempts(delivery.id()).stream()
                .filter(AttemptRecord::mayHaveArrived)
                .map(each -> each.times().started())
                .reduce((_, later) -> later);
    }

    /// This one among them; a mail that is told of twice counts once.
    long mailboxFailures(NoticeRecord notice, DeliveryRecord delivery, Duration within) {
        String key = Suppression.key(delivery.addressee().address());
        Set<Long> together = counted.computeIfAbsent(key, _ -> new HashSet<>());
        together.add(delivery.id());
        Set<Long> all = new HashSet<>(history.mailboxFailures(key, told(notice).minus(within)));
        all.addAll(together);
        return all.size();
    }

    /// Of the recipient of the mail, whomever the notice names; empty where that had no address.
    Optional<Suppression> suppression(NoticeRecord notice, DeliveryRecord delivery, Suppression.Reason reason) {
        return parsed(delivery.addressee().address()).map(address -> suppression(notice, delivery, address, reason));
    }

    private static Optional<Address> parsed(String address) {
        try {
            return Optional.of(Address.parse(address));
        } catch (MalformedAddress unreadable) {
            return Optional.empty();
        }
    }

    private Suppression suppression(
            NoticeRecord notice, DeliveryRecord delivery, Address address, Suppression.Reason reason) {
        Instant since = told(notice);
        Optional<Instant> expires = reason == Suppression.Reason.BOUNCED
                ? reactions(delivery).lasting().map(lasting -> now.plus(lasting))
                : Optional.empty();
        Optional<String> notification = reason == Suppression.Reason.UNSUBSCRIBED
                ? Optional.of(delivery.occurrence().notification())
                : Optional.empty();
        return new Suppression(address, notification, reason, act(notice), since, expires);
    }

    /// When it came about; a time to come is not believed.
    private Instant told(NoticeRecord notice) {
        return notice.at().isAfter(now) ? now : notice.at();
    }

    private static Suppression.Act act(NoticeRecord notice) {
        Notice told = notice.notice();
        String note = told.fate() == Fate.FAILED ? told.reason().word() + behindColon(told.said()) : told.said();
        return Suppression.Act.cut("what came back by " + notice.source(), "", note);
    }

    static String behindColon(String said) {
        return said.isEmpty() ? "" : ": " + said;
    }
}
