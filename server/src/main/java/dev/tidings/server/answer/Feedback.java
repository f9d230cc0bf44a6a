package dev.tidings.server.answer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Reason.Concern;
import dev.tidings.ledger.Carried;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Returned;
import dev.tidings.mail.Address;
import dev.tidings.notification.Bounces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Answers about what comes back.
record Feedback(History history, Bounces bounces, Instant now) {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DOMAINS_MAX = 50;
    private static final int WHERE_MAX = 10;
    private static final int REASONS_TOLD = 3;
    private static final int OCCURRENCES_AT_ONCE = 500;

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
        Map<String, Long> byTransport = new HashMap<>();
        Map<String, Long> byDomain = new HashMap<>();
        returned.stream().map(Returned::transport).distinct().forEach(transport -> {
            byTransport.put(transport, sum(history.carried(transport, since, MONTH).stream()));
            history.carriedByDomain(transport, since, MONTH)
                    .forEach(each -> byDomain.merge(each.domain(), (long) each.count(), Long::sum));
        });
        return new Returns(
                since,
                aboutUs(returned),
                rates(returned, Returned::notification, each -> handedOver(each, since), Integer.MAX_VALUE),
                rates(returned, Returned::transport, each -> byTransport.getOrDefault(each, 0L), Integer.MAX_VALUE),
                rates(returned, Returned::domain, each -> byDomain.getOrDefault(each, 0L), DOMAINS_MAX));
    }

    /// Of what is about us alone: what an operator looks at first.
    List<Returns.AboutUs> aboutUs() {
        return aboutUs(history.returned(now.minus(MONTH)));
    }

    private static long sum(Stream<Carried> carried) {
        return carried.mapToLong(Carried::count).sum();
    }

    private static List<Returns.Rate> rates(
            List<Returned> returned, Function<Returned, String> name, ToLongFunction<String> handedOver, int most) {
        return returned.stream().collect(groupingBy(name)).entrySet().stream()
                .map(each -> rate(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Returns.Rate::returned).reversed().thenComparing(Returns.Rate::name))
                .limit(most)
                .map(each -> new Returns.Rate(
                        each.name(), handedOver.applyAsLong(each.name()), each.bounced(), each.complained()))
                .toList();
    }

    private static Returns.Rate rate(String name, List<Returned> returned) {
        Map<Boolean, Long> counts = returned.stream()
                .collect(
                        groupingBy(each -> each.reason().concern() == Concern.COMPLAINT, summingLong(Returned::count)));
        return new Returns.Rate(name, 0, counts.getOrDefault(false, 0L), counts.getOrDefault(true, 0L));
    }

    /// By its occurrences of this time.
    private long handedOver(String notification, Instant since) {
        long sum = 0;
        Page page = Page.first(OCCURRENCES_AT_ONCE);
        while (true) {
            List<OccurrenceRecord> some = history.occurrences(Optional.of(notification), Set.of(), page);
            sum += some.stream()
                    .filter(each -> !each.occurrence().firedAt().isBefore(since))
                    .mapToLong(each -> each.tally().handedOver())
                    .sum();
            if (some.size() < page.most()
                    || some.getLast().occurrence().firedAt().isBefore(since)) {
                return sum;
            }
            page = new Page(some.getLast().occurrence().id(), OCCURRENCES_AT_ONCE);
        }
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
