package dev.tidings.run;

import dev.tidings.feedback.Fate;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.run.Matching.Found;
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
    private final History history;
    /// By delivery, then by id, what is known of it.
    private final Map<Long, Map<Long, NoticeRecord>> told = new HashMap<>();
    private final Map<Long, List<NoticeRecord>> judged;

    /// @param judged by delivery, notices that are judged together
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
        if (all.stream().anyMatch(each -> reached(each, delivery))) {
            return Optional.of("nothing: it reached %s, and is about whom that passes mail on to".formatted(recipient));
        }
        List<NoticeRecord> sameReport =
                all.stream().filter(each -> each.arrival() == notice.arrival()).toList();
        if (sameReport.stream().anyMatch(each -> isOwn(each, delivery))) {
            return Optional.of("nothing: the same report tells of %s, and that counts".formatted(recipient));
        }
        return sameReport.stream().filter(each -> isBeyond(each, delivery)).count() > 1
                ? Optional.of("nothing: it is about several whom %s passes mail on to".formatted(recipient))
                : Optional.empty();
    }

    private Collection<NoticeRecord> told(DeliveryRecord delivery) {
        return told.computeIfAbsent(delivery.id(), id -> {
                    Map<Long, NoticeRecord> all = new LinkedHashMap<>();
                    history.notices(id).forEach(each -> all.put(each.id(), each));
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

    private static boolean reached(NoticeRecord notice, DeliveryRecord delivery) {
        return switch (notice.notice().fate()) {
            case DELIVERED, RELAYED, EXPANDED -> !isBeyond(notice, delivery);
            case FAILED, DELAYED, COMPLAINED, UNSUBSCRIBED, ANSWERED, OTHER -> false;
        };
    }
}
