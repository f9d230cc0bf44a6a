package dev.tidings.server.console;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.State;
import dev.tidings.notification.Trace;
import dev.tidings.server.House;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.OccurrenceAnswer;
import dev.tidings.server.answer.Reports;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import dev.tidings.transport.catcher.Letter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What failed, and the life of one mail.
final class DeliveryPages {
    private static final int FAILURES = 200;

    private final House house;
    private final Pages pages;

    DeliveryPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/failures", this::failures);
        routes.post("/failures", this::decide);
        routes.get("/deliveries/{id}", this::one);
        new LetterParts("/deliveries/{id}/message", this::kept).add(routes);
    }

    /// What failed of one occurrence.
    ///
    /// @param sendable how many failed or are held in all, on other pages too, less those shown here whose row
    ///                 makes no recipient
    public record Group(OccurrenceAnswer occurrence, long sendable, List<DeliveryAnswer> deliveries) {}

    private void failures(Context context) {
        Answers answers = house.answers();
        FailureList list = answers.failures(Asked.page(context, FAILURES));
        List<Group> groups = list.failures().stream()
                .collect(Collectors.groupingBy(DeliveryAnswer::occurrence, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(each -> group(answers, each.getKey(), each.getValue()).stream())
                .toList();
        pages.show(
                context,
                "failures",
                "failures",
                "Failures",
                Map.of(
                        "groups",
                        groups,
                        "before",
                        list.before().map(String::valueOf).orElse("")));
    }

    private static Optional<Group> group(Answers answers, long occurrence, List<DeliveryAnswer> deliveries) {
        return answers.occurrence(occurrence).map(it -> new Group(it, sendable(it, deliveries), deliveries));
    }

    /// How many of an occurrence a retry can be of use to, as far as is known.
    ///
    /// @param seen of those who failed or are held
    static long sendable(OccurrenceAnswer occurrence, List<DeliveryAnswer> seen) {
        return occurrence.tally().of("failed")
                + occurrence.tally().of("held")
                - seen.stream().filter(each -> !each.sendable()).count();
    }

    private void decide(Context context) {
        List<Long> ids = context.formParams("ids").stream()
                .map(text -> Asked.number("ids", text, Long.MAX_VALUE))
                .toList();
        String what = Optional.ofNullable(context.formParam("do")).orElse("");
        int count = switch (what) {
            case "retry" -> house.tidings().decisions().retry(ids);
            case "skip" -> house.tidings().decisions().skip(ids);
            default -> throw new Refusal(400, "Nothing was chosen.", "Go back and press Retry or Skip.");
        };
        String said = "?said=" + (what.equals("retry") ? "retried-" : "skipped-") + count;
        boolean stays = "mail".equals(context.formParam("back")) && ids.size() == 1;
        Console.go(context, (stays ? "/deliveries/" + ids.getFirst() : "/failures") + said);
    }

    private void one(Context context) {
        long id = Asked.id(context);
        DeliveryDetail detail = house.answers().delivery(id).orElseThrow(() -> Refusal.unknown("delivery", "" + id));
        Map<String, Object> model = new HashMap<>(Map.of(
                "detail",
                detail,
                "it",
                detail.delivery(),
                "copies",
                house.catcher().of(new Trace(detail.delivery().trace())),
                "parts",
                "/deliveries/" + id + "/message",
                "query",
                "",
                "goesOn",
                goesOn(detail.delivery()),
                "listened",
                house.transcripts().standing().stream()
                        .anyMatch(each -> each.wanted().delivery().equals(Optional.of(id))),
                "transcripts",
                house.answers().transcripts(id).orElse(List.of())));
        Reports reports = Reports.of(detail.notices());
        model.put("told", ReturnedPages.told(house, reports.shown()));
        model.put("more", reports.more());
        house.tidings().history().kept(id).map(Composed::content).ifPresent(octets -> {
            model.put("letter", Letter.read(octets));
            model.put("size", octets.length);
        });
        pages.show(
                context,
                "delivery",
                "occurrences",
                "Mail to " + detail.delivery().address(),
                model);
    }

    /// Whether a mail server may be spoken to about it once more.
    private static boolean goesOn(DeliveryAnswer delivery) {
        return delivery.sendable()
                && !delivery.stage().equals("log")
                && switch (State.of(delivery.state())) {
                    case WAITING, CLAIMED, SENDING, FAILED, HELD, EXPIRED, SKIPPED -> true;
                    case ACCEPTED, SUPPRESSED, CANCELLED, BOUNCED, COMPLAINED -> false;
                };
    }

    private Optional<byte[]> kept(Context context) {
        return house.tidings().history().kept(Asked.id(context)).map(Composed::content);
    }
}
