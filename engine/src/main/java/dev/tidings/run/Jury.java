package dev.tidings.run;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Notice.Hardness;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Matching.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says what follows from notices, one after the other, in words that people read.
final class Jury {
    /// So long a mail that is told of may still be on its way.
    private static final Duration EARLY_MAX = Duration.ofDays(1);

    /// Ways by which anybody can tell us anything.
    private static final Set<String> OPEN_WAYS = Set.of("imap", "smtp");

    private static final int NOTE_MAX = 500;

    private final Workspace workspace;
    private final History history;
    private final Instant now;
    /// By address, the mailbox failures that are judged together.
    private final Map<String, Set<String>> counted = new HashMap<>();

    Jury(Workspace workspace, History history, Instant now) {
        this.workspace = workspace;
        this.history = history;
        this.now = now;
    }

    Sentence judge(NoticeRecord notice, Optional<Found> found) {
        return switch (notice.notice().fate()) {
            case FAILED -> returned(notice, found, State.BOUNCED);
            case COMPLAINED -> returned(notice, found, State.COMPLAINED);
            case UNSUBSCRIBED -> sentence(notice, found, Optional.empty(), left(notice, found));
            case DELAYED -> nothing(notice, found, "nothing: it is late, and still being tried");
            case DELIVERED -> nothing(notice, found, "nothing: it reached the mailbox");
            case RELAYED -> nothing(notice, found, "nothing: it went on to a server that tells nothing more");
            case EXPANDED -> nothing(notice, found, "nothing: it went on to the members of a list");
            case ANSWERED -> nothing(notice, found, "nothing: a machine answered");
            case OTHER -> nothing(notice, found, "nothing");
        };
    }

    private Sentence returned(NoticeRecord notice, Optional<Found> found, State state) {
        Optional<State> becomes =
                found.filter(each -> isBelieved(notice, each) && !isLate(each)).map(_ -> state);
        Reaction reaction = state == State.COMPLAINED ? complained(notice, found) : bounced(notice, found);
        return sentence(notice, found, becomes, reaction);
    }

    /// What is done, and what is said of it.
    private record Reaction(String what, Optional<Suppression> suppression) {
        static Reaction nothing(String why) {
            return new Reaction(why, Optional.empty());
        }
    }

    private Sentence nothing(NoticeRecord notice, Optional<Found> found, String what) {
        return sentence(notice, found, Optional.empty(), Reaction.nothing(what));
    }

    private static Sentence sentence(
            NoticeRecord notice, Optional<Found> found, Optional<State> becomes, Reaction reaction) {
        Notice told = notice.notice();
        String why = told.fate() == Fate.COMPLAINED
                ? "complained of as spam"
                : "came back (%s): %s".formatted(told.reason().word(), told.said());
        return new Sentence(
                notice,
                found.map(Found::delivery),
                new Judgement(notice.id(), found.map(Found::match), becomes, why, reaction.what),
                reaction.suppression);
    }

    /// The attempt that it tells of has not been settled yet: it is judged later.
    boolean isEarly(NoticeRecord notice, Found found) {
        DeliveryRecord delivery = found.delivery();
        Fate fate = notice.notice().fate();
        return (fate == Fate.FAILED || fate == Fate.COMPLAINED)
                && !delivery.state().settled()
                && (found.match().attempt() == 0
                        || found.match().attempt() > delivery.progress().attempts())
                && now.isBefore(notice.noted().plus(EARLY_MAX));
    }

    /// It was sent once more since.
    private static boolean isLate(Found found) {
        Match match = found.match();
        return match.attempt() != 0
                && match.attempt() < found.delivery().progress().attempts();
    }

    /// Anybody may write a note of failure to us. Where addresses are signed, those that came to one are believed, and
    /// others only what they say of a complaint, which comes from elsewhere.
    private boolean isBelieved(NoticeRecord notice, Found found) {
        Proof proof = found.match().proof();
        if (proof == Proof.SIGNED || isAuthentic(notice)) {
            return true;
        }
        boolean signing = workspace.settings().bounces().home().isPresent();
        return proof != Proof.RECIPIENT && (!signing || notice.notice().fate() == Fate.COMPLAINED);
    }

    /// A provider's call, which was signed or told a secret.
    private static boolean isAuthentic(NoticeRecord notice) {
        return !OPEN_WAYS.contains(notice.source());
    }

    private Reaction bounced(NoticeRecord notice, Optional<Found> found) {
        Notice told = notice.notice();
        Optional<String> unbelieved = unbelieved(notice, found);
        if (unbelieved.isPresent()) {
            return Reaction.nothing(unbelieved.get());
        }
        return switch (told.reason().concern()) {
            case ADDRESS -> hard(notice, found);
            case MAILBOX -> mailbox(notice, found);
            case SENDER -> Reaction.nothing("for the operator: it is about us, not about the recipient");
            case MOMENT -> Reaction.nothing("nothing: a server was not well");
            case COMPLAINT, NOTHING -> Reaction.nothing("nothing");
        };
    }

    private Reaction hard(NoticeRecord notice, Optional<Found> found) {
        if (!notice.notice().hardness().equals(Optional.of(Hardness.HARD))) {
            return Reaction.nothing("nothing: somebody may be reached there later");
        }
        return reactions(found).hard()
                ? leftOut(notice, found, Suppression.Reason.BOUNCED)
                : Reaction.nothing("nothing: hard bounces have nobody left out here");
    }

    private Reaction mailbox(NoticeRecord notice, Optional<Found> found) {
        Reactions reactions = reactions(found);
        Optional<Address> address = address(notice, found);
        if (reactions.mailbox().isEmpty() || address.isEmpty()) {
            return Reaction.nothing("nothing: mailbox bounces have nobody left out here");
        }
        long count = mailboxFailures(notice, found, Suppression.key(address.get()), reactions);
        int limit = reactions.mailbox().getAsInt();
        return count >= limit
                ? leftOut(notice, found, Suppression.Reason.BOUNCED)
                : Reaction.nothing("counted: %d of %d within %d days"
                        .formatted(count, limit, reactions.within().toDays()));
    }

    /// This one among them; a mail that is told of twice counts once.
    private long mailboxFailures(NoticeRecord notice, Optional<Found> found, String key, Reactions reactions) {
        long before = history.mailboxFailures(key, notice.at().minus(reactions.within()));
        boolean known =
                found.filter(each -> each.delivery().state() == State.BOUNCED).isPresent();
        Set<String> together = counted.computeIfAbsent(key, _ -> new HashSet<>());
        if (!known) {
            together.add(found.map(each -> "mail " + each.delivery().id()).orElse("notice " + notice.id()));
        }
        return before + together.size();
    }

    private Reaction complained(NoticeRecord notice, Optional<Found> found) {
        return unbelieved(notice, found)
                .map(Reaction::nothing)
                .orElseGet(() -> leftOut(notice, found, Suppression.Reason.COMPLAINED));
    }

    /// Who leaves at their provider.
    private Reaction left(NoticeRecord notice, Optional<Found> found) {
        return unbelieved(notice, found)
                .map(Reaction::nothing)
                .orElseGet(() -> leftOut(notice, found, Suppression.Reason.UNSUBSCRIBED));
    }

    private Optional<String> unbelieved(NoticeRecord notice, Optional<Found> found) {
        if (found.isEmpty()) {
            return isAuthentic(notice) ? Optional.empty() : Optional.of("unmatched: no mail of ours is known by it");
        }
        if (isLate(found.get())) {
            return Optional.of("nothing: it is about attempt %d, and the mail was sent once more since"
                    .formatted(found.get().match().attempt()));
        }
        return isBelieved(notice, found.get())
                ? Optional.empty()
                : Optional.of(
                        "nothing: it did not come to an address that we had signed, so anybody may have written it");
    }

    private Reaction leftOut(NoticeRecord notice, Optional<Found> found, Suppression.Reason reason) {
        if (found.filter(each -> each.delivery().occurrence().stage() != Stage.LIVE)
                .isPresent()) {
            return Reaction.nothing("nothing: that mail went no further than the test mailbox");
        }
        return address(notice, found)
                .map(address -> new Reaction(
                        "%s is left out from now on".formatted(address),
                        Optional.of(suppression(notice, found, address, reason))))
                .orElseGet(() -> Reaction.nothing("nothing: nobody is named"));
    }

    private Suppression suppression(
            NoticeRecord notice, Optional<Found> found, Address address, Suppression.Reason reason) {
        Instant since = notice.at().isAfter(now) ? now : notice.at();
        Optional<Instant> expires = reason == Suppression.Reason.BOUNCED
                ? reactions(found).lasting().map(lasting -> now.plus(lasting))
                : Optional.empty();
        Optional<String> notification = reason == Suppression.Reason.UNSUBSCRIBED
                ? found.map(each -> each.delivery().occurrence().notification())
                : Optional.empty();
        return new Suppression(address, notification, reason, act(notice), since, expires);
    }

    private static Suppression.Act act(NoticeRecord notice) {
        Notice told = notice.notice();
        String note = told.fate() == Fate.FAILED ? told.reason().word() + ": " + told.said() : told.said();
        return new Suppression.Act(
                "what came back by " + notice.source(), "", note.substring(0, Math.min(NOTE_MAX, note.length())));
    }

    /// Of the mail it is about; where that is not known, of whom a provider tells.
    private static Optional<Address> address(NoticeRecord notice, Optional<Found> found) {
        return found.map(each -> each.delivery().addressee().address())
                .or(() -> notice.notice().recipient())
                .flatMap(Jury::parsed);
    }

    private static Optional<Address> parsed(String address) {
        try {
            return Optional.of(Address.parse(address));
        } catch (MalformedAddress unreadable) {
            return Optional.empty();
        }
    }

    private Reactions reactions(Optional<Found> found) {
        return found.flatMap(each ->
                        workspace.notification(each.delivery().occurrence().notification()))
                .flatMap(each -> each.deliver().afterBounces().reactions())
                .orElseGet(() -> workspace.settings().bounces().reactions());
    }
}
