package dev.tidings.run;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Matching.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says whose word counts: anybody may write to us, and what is true may be about an earlier attempt.
final class Belief {
    /// So long a mail that is told of may still be on its way.
    private static final Duration EARLY_MAX = Duration.ofDays(1);
    /// So long a mail that nobody finds may still be on its way to the record.
    private static final Duration UNKNOWN_MAX = Duration.ofMinutes(1);

    /// Ways by which anybody can tell us anything.
    private static final Set<String> OPEN_WAYS = Set.of("imap", "lmtp", "smtp");

    private final boolean signing;
    private final History history;
    private final Instant now;

    Belief(Workspace workspace, History history, Instant now) {
        this.signing = workspace.settings().bounces().home().isPresent();
        this.history = history;
        this.now = now;
    }

    /// It is told before what it tells of is on record: it is judged later.
    boolean isEarly(NoticeRecord notice, Optional<Found> found) {
        return found.map(each -> isEarly(notice, each))
                .orElseGet(() -> hasConsequence(notice) && isAuthentic(notice) && isYoung(notice, UNKNOWN_MAX));
    }

    /// The attempt has not been settled yet, or one is under way: whatever is told may settle it.
    private boolean isEarly(NoticeRecord notice, Found found) {
        return isYoung(notice, EARLY_MAX)
                && (found.delivery().state() == State.SENDING || hasConsequence(notice) && isUnsettled(found));
    }

    private static boolean isUnsettled(Found found) {
        DeliveryRecord delivery = found.delivery();
        int attempt = found.match().attempt();
        return !delivery.state().settled()
                && !delivery.uncertain()
                && (attempt == 0 || attempt > delivery.progress().attempts());
    }

    private static boolean hasConsequence(NoticeRecord notice) {
        return switch (notice.notice().fate()) {
            case FAILED, COMPLAINED, UNSUBSCRIBED -> true;
            case DELAYED, DELIVERED, RELAYED, EXPANDED, ANSWERED, OTHER -> false;
        };
    }

    private boolean isYoung(NoticeRecord notice, Duration most) {
        return now.isBefore(notice.noted().plus(most));
    }

    /// Why nothing follows from it, although the mail is known. A reader who wants no more means any copy of a
    /// mail; a failure is of one attempt.
    Optional<String> doubt(NoticeRecord notice, Found found) {
        if (!isBelieved(notice, found)) {
            return Optional.of(
                    "nothing: it did not come to an address that we had signed, so anybody may have written it");
        }
        return isLate(found) && !isOfReader(notice)
                ? Optional.of("nothing: it is about attempt %d, and the mail was sent once more since"
                        .formatted(found.match().attempt()))
                : Optional.empty();
    }

    /// From somebody who knows, and about the mail as it was sent last.
    boolean isSure(NoticeRecord notice, Found found) {
        return isBelieved(notice, found) && !isLate(found);
    }

    private static boolean isOfReader(NoticeRecord notice) {
        Fate fate = notice.notice().fate();
        return fate == Fate.COMPLAINED || fate == Fate.UNSUBSCRIBED;
    }

    /// Nobody heard what became of it; whoever tells of it had it. What is told of a copy whose answer was heard says
    /// nothing of another.
    boolean settles(NoticeRecord notice, Found found) {
        return found.delivery().uncertain() && isBelieved(notice, found) && isOfUnheard(found.match());
    }

    private boolean isOfUnheard(Match match) {
        List<AttemptRecord> sent = history.attempts(match.delivery()).stream()
                .filter(AttemptRecord::mayHaveArrived)
                .toList();
        return match.attempt() == 0
                ? sent.stream().allMatch(AttemptRecord::unheard)
                : sent.stream().anyMatch(each -> each.number() == match.attempt() && each.unheard());
    }

    /// It was sent once more since.
    private boolean isLate(Found found) {
        Match match = found.match();
        return match.attempt() != 0
                && match.attempt() < found.delivery().progress().attempts()
                && history.attempts(match.delivery()).stream()
                        .anyMatch(each -> each.number() > match.attempt() && each.mayHaveArrived());
    }

    /// Where addresses are signed, notes that came to one are believed, and others only what they say of a complaint,
    /// which comes from elsewhere.
    private boolean isBelieved(NoticeRecord notice, Found found) {
        Proof proof = found.match().proof();
        return proof == Proof.SIGNED
                || isAuthentic(notice)
                || proof != Proof.RECIPIENT && (!signing || notice.notice().fate() == Fate.COMPLAINED);
    }

    /// A provider's call, which was signed or told a secret.
    static boolean isAuthentic(NoticeRecord notice) {
        return !OPEN_WAYS.contains(notice.source());
    }
}
