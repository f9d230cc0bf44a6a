package dev.tidings.run;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Notice.Hardness;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Matching.Found;
import java.time.Instant;
import java.util.Optional;

/// Says what follows from notices, one after the other, in words that people read.
final class Jury {
    private static final String TEST = "nothing: that mail went no further than the test mailbox";
    private static final String LIFTED = "nothing: this address was lifted since";

    private final Workspace workspace;
    private final Doorman doorman;
    private final Belief belief;
    private final Beyond beyond;
    private final Instant now;

    Jury(Workspace workspace, Doorman doorman, Belief belief, Beyond beyond, Instant now) {
        this.workspace = workspace;
        this.doorman = doorman;
        this.belief = belief;
        this.beyond = beyond;
        this.now = now;
    }

    /// It had better be judged later, when more is known.
    boolean isEarly(NoticeRecord notice, Optional<Found> found) {
        return belief.isEarly(notice, found)
                || found.filter(each -> went(each.delivery())
                                && belief.isSure(notice, each)
                                && beyond.isEarly(notice, each, now))
                        .isPresent();
    }

    Sentence judge(NoticeRecord notice, Optional<Found> found) {
        Optional<String> told = toldOnly(notice.notice().fate());
        if (told.isPresent()) {
            return sentence(notice, found, heard(notice, found, told.get()));
        }
        return found.map(each -> sentence(notice, found, reaction(notice, each)))
                .orElseGet(() -> sentence(
                        notice,
                        found,
                        Reaction.nothing("unmatched: no mail of ours is known by it, so nobody is left out")));
    }

    /// Of what has no consequence but that the mail is known to have been handed over.
    private static Optional<String> toldOnly(Fate fate) {
        return switch (fate) {
            case FAILED, COMPLAINED, UNSUBSCRIBED -> Optional.empty();
            case DELAYED -> Optional.of("it is late, and still being tried");
            case DELIVERED -> Optional.of("it reached the mailbox");
            case RELAYED -> Optional.of("it went on to a server that tells nothing more");
            case EXPANDED -> Optional.of("it went on to the members of a list");
            case ANSWERED -> Optional.of("a machine answered");
            case OTHER -> Optional.of("");
        };
    }

    private Reaction heard(NoticeRecord notice, Optional<Found> found, String told) {
        Reaction nothing = Reaction.nothing("nothing" + Doorman.behindColon(told));
        return found.map(each -> knowing(notice, each, nothing)).orElse(nothing);
    }

    /// What is told of an earlier copy is as true of the mail when nobody had heard of it. A failure is of one alone.
    private boolean isKnowing(NoticeRecord notice, Found found) {
        return toldOnly(notice.notice().fate()).isPresent() && belief.settles(notice, found);
    }

    /// Whoever tells of a mail had it, whatever else they tell.
    private Reaction knowing(NoticeRecord notice, Found found, Reaction reaction) {
        return belief.settles(notice, found) ? reaction.making(State.ACCEPTED) : reaction;
    }

    /// What is done, and what is said of it.
    ///
    /// @param becomes the mail; empty when it stays as it is
    private record Reaction(String what, Optional<State> becomes, Optional<Suppression> suppression) {
        static Reaction nothing(String why) {
            return new Reaction(why, Optional.empty(), Optional.empty());
        }

        Reaction making(State state) {
            return new Reaction(what, Optional.of(state), suppression);
        }
    }

    private Sentence sentence(NoticeRecord notice, Optional<Found> found, Reaction reaction) {
        Notice told = notice.notice();
        return new Sentence(
                notice,
                found.map(Found::delivery),
                new Judgement(
                        notice.id(),
                        found.map(Found::match),
                        found.filter(each -> isBelieved(notice, each) || isKnowing(notice, each))
                                .isPresent(),
                        reaction.becomes,
                        why(notice),
                        reaction.what),
                reaction.suppression);
    }

    /// The mail is what it becomes.
    private static String why(NoticeRecord notice) {
        Notice told = notice.notice();
        return switch (told.fate()) {
            case COMPLAINED -> "complained of as spam";
            case FAILED -> "came back (%s)%s".formatted(told.reason().word(), Doorman.behindColon(told.said()));
            case DELAYED, DELIVERED, RELAYED, EXPANDED, ANSWERED, OTHER, UNSUBSCRIBED ->
                "handed over, as a report by %s shows (%s)"
                        .formatted(notice.source(), told.fate().word());
        };
    }

    private boolean isBelieved(NoticeRecord notice, Found found) {
        boolean ofItself = toldOnly(notice.notice().fate()).isEmpty() || !Beyond.isBeyond(notice, found.delivery());
        return ofItself && went(found.delivery()) && doubt(notice, found).isEmpty();
    }

    private Optional<String> doubt(NoticeRecord notice, Found found) {
        return belief.doubt(notice, found).or(() -> beyond.doubt(notice, found));
    }

    private Reaction reaction(NoticeRecord notice, Found found) {
        Optional<String> doubt = doubt(notice, found);
        if (doubt.isPresent()) {
            Reaction nothing = Reaction.nothing(doubt.get());
            return belief.isSure(notice, found) ? knowing(notice, found, nothing) : nothing;
        }
        return switch (notice.notice().fate()) {
            case FAILED -> bounced(notice, found.delivery()).making(State.BOUNCED);
            case COMPLAINED ->
                unwanted(notice, found.delivery(), Suppression.Reason.COMPLAINED)
                        .making(State.COMPLAINED);
            case UNSUBSCRIBED ->
                unwanted(notice, found.delivery(), Suppression.Reason.UNSUBSCRIBED)
                        .making(State.ACCEPTED);
            case DELAYED, DELIVERED, RELAYED, EXPANDED, ANSWERED, OTHER ->
                throw new IllegalArgumentException("of no consequence");
        };
    }

    /// To the person: what was fired live goes to the test mailbox while the house is set to that.
    private boolean went(DeliveryRecord delivery) {
        Stage today = workspace.settings().rehearsal().stage();
        return delivery.occurrence().stage().atMost(today) == Stage.LIVE;
    }

    private Reaction unwanted(NoticeRecord notice, DeliveryRecord delivery, Suppression.Reason reason) {
        return went(delivery) ? leftOut(notice, delivery, reason) : Reaction.nothing(TEST);
    }

    private Reaction bounced(NoticeRecord notice, DeliveryRecord delivery) {
        if (!went(delivery)) {
            return Reaction.nothing(TEST);
        }
        return switch (notice.notice().reason().concern()) {
            case ADDRESS -> hard(notice, delivery);
            case MAILBOX -> mailbox(notice, delivery);
            case SENDER -> Reaction.nothing("for the operator: it is about us, not about the recipient");
            case MOMENT -> Reaction.nothing("nothing: it may go better next time");
            case COMPLAINT, NOTHING -> Reaction.nothing("nothing");
        };
    }

    private Reaction hard(NoticeRecord notice, DeliveryRecord delivery) {
        if (!notice.notice().hardness().equals(Optional.of(Hardness.HARD))) {
            return Reaction.nothing("nothing: somebody may be reached there later");
        }
        if (!doorman.reactions(delivery).hard()) {
            return Reaction.nothing("nothing: hard bounces have nobody left out here");
        }
        return doorman.isLiftedSince(notice, delivery)
                ? Reaction.nothing(LIFTED)
                : leftOut(notice, delivery, Suppression.Reason.BOUNCED);
    }

    private Reaction mailbox(NoticeRecord notice, DeliveryRecord delivery) {
        Reactions reactions = doorman.reactions(delivery);
        if (reactions.mailbox().isEmpty()) {
            return Reaction.nothing("nothing: mailbox bounces have nobody left out here");
        }
        if (doorman.isLiftedSince(notice, delivery)) {
            return Reaction.nothing(LIFTED);
        }
        long count = doorman.mailboxFailures(notice, delivery, reactions.within());
        int limit = reactions.mailbox().getAsInt();
        return count >= limit
                ? leftOut(notice, delivery, Suppression.Reason.BOUNCED)
                : Reaction.nothing("counted: %d of %d within %d days%s"
                        .formatted(count, limit, reactions.within().toDays(), another(notice, delivery)));
    }

    /// The recipient of the mail it is about, whomever it names.
    private Reaction leftOut(NoticeRecord notice, DeliveryRecord delivery, Suppression.Reason reason) {
        return doorman.suppression(notice, delivery, reason)
                .map(suppression -> new Reaction(
                        "%s is left out from now on%s".formatted(suppression.address(), another(notice, delivery)),
                        Optional.empty(),
                        Optional.of(suppression)))
                .orElseGet(() -> Reaction.nothing("nothing: that mail had no address"));
    }

    private static String another(NoticeRecord notice, DeliveryRecord delivery) {
        return notice.notice()
                .recipient()
                .filter(_ -> Beyond.isBeyond(notice, delivery))
                .map(named -> " (told of %s, where the mail was passed on to, it seems)".formatted(named))
                .orElse("");
    }
}
