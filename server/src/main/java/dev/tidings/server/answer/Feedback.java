package dev.tidings.server.answer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Reason.Concern;
import dev.tidings.ledger.HandedOver;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Returned;
import dev.tidings.mail.Address;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Answers about what comes back.
record Feedback(History history, Bounces bounces, Instant now) {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DOMAINS_MAX = 50;
    private static final int WHERE_MAX = 10;
    private static final int REASONS_TOLD = 3;

    ReturnedMail mail(NoticeRecord record) {
        NoticeAnswer notice = NoticeAnswer.of(record);
        return new ReturnedMail(
                notice,
                notice.judged()
                        .flatMap(NoticeAnswer.Judged::delivery)
                        .flatMap(history::delivery)
                        .map(DeliveryAnswer::of));
    }

    /// Of the last 30 days.
    Returns month() {
        Instant since = now.minus(MONTH);
        List<Returned> returned = history.returned(since);
        List<Returned> live =
                returned.stream().filter(each -> each.stage() == Stage.LIVE).toList();
        List<HandedOver> handedOver = live.isEmpty() ? List.of() : history.handedOver(since);
        return new Returns(
                since,
                aboutUs(returned),
                rates(live, Returned::notification, handedOver, HandedOver::notification, Integer.MAX_VALUE),
                rates(live, Returned::transport, handedOver, HandedOver::transport, Integer.MAX_VALUE),
                rates(live, Returned::domain, handedOver, HandedOver::domain, DOMAINS_MAX));
    }

    /// Of what is about us alone: what an operator looks at first.
    List<Returns.AboutUs> aboutUs() {
        return aboutUs(history.returned(now.minus(MONTH)));
    }

    private static List<Returns.Rate> rates(
            List<Returned> returned,
            Function<Returned, String> name,
            List<HandedOver> handedOver,
            Function<HandedOver, String> theirs,
            int most) {
        Map<String, Long> of = handedOver.stream().collect(groupingBy(theirs, summingLong(HandedOver::count)));
        return returned.stream().collect(groupingBy(name)).entrySet().stream()
                .map(each -> rate(each.getKey(), of.getOrDefault(each.getKey(), 0L), each.getValue()))
                .sorted(Comparator.comparing(Returns.Rate::returned).reversed().thenComparing(Returns.Rate::name))
                .limit(most)
                .toList();
    }

    private static Returns.Rate rate(String name, long handedOver, List<Returned> returned) {
        Map<Boolean, Long> counts = returned.stream()
                .collect(
                        groupingBy(each -> each.reason().concern() == Concern.COMPLAINT, summingLong(Returned::count)));
        return new Returns.Rate(name, handedOver, counts.getOrDefault(false, 0L), counts.getOrDefault(true, 0L));
    }

    private static List<Returns.AboutUs> aboutUs(List<Returned> returned) {
        return returned.stream()
                .filter(each -> each.reason().concern() == Concern.SENDER)
                .collect(groupingBy(Returned::reason))
                .entrySet()
                .stream()
                .map(each -> aboutUs(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Returns.AboutUs::count).reversed().thenComparing(Returns.AboutUs::reason))
                .toList();
    }

    private static Returns.AboutUs aboutUs(Reason reason, List<Returned> returned) {
        record Place(String transport, String domain) {}
        List<Returns.Where> where = returned.stream()
                .collect(groupingBy(each -> new Place(each.transport(), each.domain()), summingLong(Returned::count)))
                .entrySet()
                .stream()
                .map(each -> new Returns.Where(
                        each.getKey().transport(), each.getKey().domain(), each.getValue()))
                .sorted(Comparator.comparing(Returns.Where::count).reversed().thenComparing(Returns.Where::domain))
                .limit(WHERE_MAX)
                .toList();
        ReasonInWords words = ReasonInWords.of(reason);
        return new Returns.AboutUs(
                reason.word(),
                words.means(),
                words.advice().orElse(""),
                returned.stream().mapToLong(Returned::count).sum(),
                where);
    }

    /// What a person has to see to.
    List<Status.Trouble> troubles() {
        List<Status.Trouble> told = new ArrayList<>();
        history.stops().stream()
                .map(each -> new Status.Trouble(
                        "%s is stopped: %s".formatted(each.notification(), InWords.stopped(each.why())),
                        "Until you let it go on, its instants are skipped and nothing of it goes out: tidings go-on "
                                + each.notification(),
                        Optional.empty(),
                        Optional.of("/notifications/" + each.notification())))
                .forEach(told::add);
        bounces.unread().map(Feedback::unread).ifPresent(told::add);
        List<Returns.AboutUs> today = aboutUs(history.returned(now.minus(DAY)));
        if (!today.isEmpty()) {
            told.add(senderSide(today));
        }
        return told;
    }

    private static Status.Trouble unread(Address address) {
        return new Status.Trouble(
                "What comes back goes to %s, and nobody reads it there.".formatted(address),
                "Nobody is left out for it, and no mail says that it bounced. Write mailbox:, listen: or webhooks: under"
                        + " bounces in tidings.yaml.",
                Optional.empty());
    }

    private static Status.Trouble senderSide(List<Returns.AboutUs> today) {
        long count = today.stream().mapToLong(Returns.AboutUs::count).sum();
        String reasons = today.stream()
                .limit(REASONS_TOLD)
                .map(each -> each.reason() + " " + each.count())
                .collect(joining(", "));
        return new Status.Trouble(
                "%,d %s came back within a day for reasons that are about us: %s."
                        .formatted(count, count == 1 ? "mail" : "mails", reasons),
                today.getFirst().advice() + " All of it: tidings returned --rates",
                Optional.empty(),
                Optional.of("/returned"));
    }
}
