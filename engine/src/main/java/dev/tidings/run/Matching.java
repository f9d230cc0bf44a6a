package dev.tidings.run;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.feedback.ReturnPath.Origin;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the mails that notices are about, by the surest clue that there is. All that some notices name is asked for
/// at once.
final class Matching {
    /// A server gives up within five days (RFC 5321 §4.5.4.1); what comes later is about another mail.
    private static final Duration WINDOW = Duration.ofDays(7);
    /// Many tell whole seconds, and by clocks of their own.
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final int LOOKED_THROUGH = 50;

    private final Optional<ReturnPath> returnPath;
    private final History history;
    private final Map<Trace, DeliveryRecord> named;

    /// @param delivery as it stands on record
    record Found(DeliveryRecord delivery, Match match) {}

    Matching(Optional<ReturnPath> returnPath, History history, List<NoticeRecord> notices) {
        this.returnPath = returnPath;
        this.history = history;
        Set<Trace> traces = new HashSet<>();
        notices.forEach(each -> {
            Clues clues = each.clues();
            origin(clues).ifPresent(origin -> traces.add(origin.trace()));
            clues.envelopeId().flatMap(Trace::in).ifPresent(traces::add);
            clues.traces().forEach(text -> Trace.in(text).ifPresent(traces::add));
            clues.messageIds().forEach(text -> Trace.in(text).ifPresent(traces::add));
        });
        this.named = traces.isEmpty() ? Map.of() : history.deliveries(traces);
    }

    Optional<Found> find(NoticeRecord notice) {
        Clues clues = notice.clues();
        return signed(clues)
                .or(() -> carried(notice, clues.envelopeId().stream().toList(), Proof.ENVELOPE_ID))
                .or(() -> carried(notice, clues.traces(), Proof.HEADER))
                .or(() -> carried(notice, clues.messageIds(), Proof.MESSAGE_ID))
                .or(() -> byRecipient(notice));
    }

    private Optional<Origin> origin(Clues clues) {
        return returnPath.flatMap(path -> clues.comeTo().stream()
                .flatMap(each -> path.open(each).stream())
                .findFirst());
    }

    private Optional<Found> signed(Clues clues) {
        return origin(clues)
                .flatMap(origin -> Optional.ofNullable(named.get(origin.trace()))
                        .map(delivery -> found(delivery, origin.attempt(), Proof.SIGNED)));
    }

    private static Found found(DeliveryRecord delivery, int attempt, Proof proof) {
        return new Found(delivery, new Match(delivery.id(), attempt, proof));
    }

    /// Somebody else may have forwarded the mail: then it is not its recipient of whom it is told.
    private Optional<Found> carried(NoticeRecord notice, List<String> texts, Proof proof) {
        return texts.stream()
                .flatMap(text -> Trace.in(text).stream())
                .flatMap(trace -> Optional.ofNullable(named.get(trace)).stream())
                .flatMap(delivery -> meant(delivery, notice).stream())
                .findFirst()
                .map(delivery -> found(delivery, 0, proof));
    }

    /// Copies of a person's mail have its Message-ID. What went to the test mailbox is told of that. A provider knows
    /// which mail it means, whomever it names.
    private Optional<DeliveryRecord> meant(DeliveryRecord delivery, NoticeRecord told) {
        Notice notice = told.notice();
        boolean went = delivery.occurrence().stage() == Stage.LIVE;
        if (notice.recipient().isEmpty() || isTo(delivery, notice) || !went) {
            return Optional.of(delivery);
        }
        return history.copies(delivery.occurrence().id(), delivery.addressee().key()).stream()
                .filter(copy -> isTo(copy, notice))
                .findFirst()
                .or(() -> Optional.of(delivery).filter(_ -> Belief.isAuthentic(told)));
    }

    private static boolean isTo(DeliveryRecord delivery, Notice notice) {
        return delivery.addressee()
                .address()
                .equalsIgnoreCase(notice.recipient().orElse(""));
    }

    private Optional<Found> byRecipient(NoticeRecord notice) {
        Instant earliest = notice.at().minus(WINDOW);
        return notice.notice().recipient().stream()
                .flatMap(address -> history.to(address, earliest.minus(WINDOW), Page.first(LOOKED_THROUGH)).stream())
                .filter(delivery -> delivery.occurrence().stage() == Stage.LIVE)
                .filter(delivery -> wasSent(delivery, earliest, notice.at().plus(SLACK)))
                .findFirst()
                .map(delivery -> found(delivery, 0, Proof.RECIPIENT));
    }

    /// When one that came back was handed over is not in its record: that says when it came back.
    private static boolean wasSent(DeliveryRecord delivery, Instant earliest, Instant latest) {
        Optional<Instant> settled = delivery.progress().settledAt();
        return switch (delivery.state()) {
            case SENDING -> true;
            case ACCEPTED ->
                settled.filter(at -> !at.isBefore(earliest) && !at.isAfter(latest))
                        .isPresent();
            case BOUNCED, COMPLAINED ->
                settled.filter(at -> !at.isBefore(earliest)).isPresent()
                        && !delivery.occurrence().firedAt().isAfter(latest);
            case WAITING, CLAIMED, FAILED, HELD, SUPPRESSED, SKIPPED, EXPIRED, CANCELLED -> false;
        };
    }
}
