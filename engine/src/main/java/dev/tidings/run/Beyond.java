package dev.tidings.run;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.run.Matching.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells of failures beyond the mailbox that a mail was sent to: where its owner has it passed on to, or with the
/// members of a list. Such a failure is as good as the mailbox's own as long as nothing is known of that one, and one
/// address alone is told of.
final class Beyond {
    /// Whether the mailbox itself was reached may be told a little later: before a copy of which nobody heard is sent
    /// once more, as a rule.
    private static final Duration AWAITED = Duration.ofMinutes(1);

    private final History history;
    /// By delivery, then by id, what is known of it.
    private final Map<Long, Map<Long, NoticeRecord>> told = new HashMap<>();
    private final Map<Long, List<NoticeRecord>> judged;

    /// @param judged by delivery, notices that are judged together, as far as they are from somebody who knows
    Beyond(History history, Map<Long, List<NoticeRecord>> judged) {
        this.history = history;
        this.judged = judged;
    }

    /// Why nothing follows for the mail's recipient; empty where something does, or it is about nobody else.
    Optional<String> doubt(NoticeRecord notice, Found found) {
        DeliveryRecord delivery = found.delivery();
        if (notice.notice().fate() != Fate.FAILED || !isBeyond(notice, delivery)) {
            return Optional.empty();
        }
        String recipient = delivery.addressee().address();
        Collection<NoticeRecord> all = told(delivery);
        if (all.stream().anyMatch(each -> reached(each, found))) {
            return Optional.of("nothing: it reached %s, and is about whom that passes mail on to".formatted(recipient));
        }
        List<NoticeRecord> sameReport =
                all.stream().filter(each -> each.arrival() == notice.arrival()).toList();
        if (sameReport.stream().anyMatch(each -> isOwn(each, delivery))) {
            return Optional.of("nothing: the same report tells of %s, and that counts".formatted(recipient));
        }
        return sameReport.stream()
                                .filter(each -> isBeyond(each, delivery))
                                .flatMap(each -> each.notice().recipient().stream())
                                .map(each -> each.toLowerCase(ROOT))
                                .distinct()
                                .count()
                        > 1
                ? Optional.of("nothing: it is about several whom %s passes mail on to".formatted(recipient))
                : Optional.empty();
    }

    /// What becomes of the mailbox itself may be still to come: then it is judged later.
    boolean isEarly(NoticeRecord notice, Found found, Instant now) {
        return notice.notice().fate() == Fate.FAILED
                && isBeyond(notice, found.delivery())
                && doubt(notice, found).isEmpty()
                && now.isBefore(notice.noted().plus(AWAITED));
    }

    private Collection<NoticeRecord> told(DeliveryRecord delivery) {
        return told.computeIfAbsent(delivery.id(), id -> {
                    Map<Long, NoticeRecord> all = new LinkedHashMap<>();
                    history.notices(id).stream()
                            .filter(each -> each.judged()
                                    .filter(NoticeRecord.Judged::believed)
                                    .isPresent())
                            .forEach(each -> all.put(each.id(), each));
                    judged.getOrDefault(id, List.of()).forEach(each -> all.put(each.id(), each));
                    return all;
                })
                .values();
    }

    static boolean isBeyond(NoticeRecord notice, DeliveryRecord delivery) {
        return notice.notice().recipient().isPresent() && !isOwn(notice, delivery);
    }

    private static boolean isOwn(NoticeRecord notice, DeliveryRecord delivery) {
        return notice.notice()
                .recipient()
                .filter(delivery.addressee().address()::equalsIgnoreCase)
                .isPresent();
    }

    /// As it was sent this time. What was relayed went on to a server that may yet find nobody there.
    private static boolean reached(NoticeRecord notice, Found found) {
        return switch (notice.notice().fate()) {
            case DELIVERED, EXPANDED -> !isBeyond(notice, found.delivery()) && isOfAttempt(notice, found);
            case RELAYED, FAILED, DELAYED, COMPLAINED, UNSUBSCRIBED, ANSWERED, OTHER -> false;
        };
    }

    private static boolean isOfAttempt(NoticeRecord notice, Found found) {
        int told = notice.judged()
                .flatMap(NoticeRecord.Judged::match)
                .map(Match::attempt)
                .orElse(0);
        int last = found.delivery().progress().attempts();
        return told == 0 ? last == 1 || notice.judged().isEmpty() : told == last;
    }
}
