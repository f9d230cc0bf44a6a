package dev.tidings.server.console;

import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.server.House;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.OccurrenceAnswer;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was due: the list, one of them with its mails, and what a person may decide about it.
final class OccurrencePages {
    private static final int OCCURRENCES = 50;
    private static final int DELIVERIES = 100;
    private static final int LOOKED_AT = 500;

    private final House house;
    private final Pages pages;

    OccurrencePages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/occurrences", this::list);
        routes.get("/occurrences/{id}", this::one);
        routes.post("/occurrences/{id}/retry", this::retry);
        routes.post("/occurrences/{id}/cancel", this::cancel);
    }

    private void list(Context context) {
        Set<Standing> standings = Asked.words(context, "standing", Standing.class, Standing::of);
        pages.show(
                context,
                "occurrences",
                "occurrences",
                "Occurrences",
                Map.of(
                        "list",
                        house.answers()
                                .occurrences(
                                        Asked.text(context, "notification"),
                                        standings,
                                        Asked.page(context, OCCURRENCES)),
                        "notification",
                        Asked.text(context, "notification").orElse(""),
                        "standing",
                        Asked.text(context, "standing").orElse("")));
    }

    private void one(Context context) {
        Answers answers = house.answers();
        OccurrenceAnswer it = occurrence(context);
        Set<State> states = Asked.words(context, "state", State.class, State::of);
        Map<String, Object> model = new HashMap<>(Map.of(
                "it", it,
                "state", Asked.text(context, "state").orElse(""),
                "list", answers.deliveries(it.id(), states, Asked.page(context, DELIVERIES))));
        List<DeliveryAnswer> seen = answers.deliveries(
                        it.id(), EnumSet.of(State.FAILED, State.HELD), Page.first(LOOKED_AT))
                .deliveries();
        model.put("stopped", answers.stopped(it.notification()));
        model.put("unsettled", DeliveryPages.sendable(it, seen));
        pages.show(context, "occurrence", "occurrences", it.notification(), model);
    }

    private OccurrenceAnswer occurrence(Context context) {
        long id = Asked.id(context);
        return house.answers().occurrence(id).orElseThrow(() -> Refusal.unknown("occurrence", "" + id));
    }

    private void retry(Context context) {
        long id = occurrence(context).id();
        int count = house.tidings().decisions().retryAll(id);
        Console.go(context, "/occurrences/" + id + "?said=retried-" + count);
    }

    private void cancel(Context context) {
        long id = occurrence(context).id();
        int count = house.tidings().decisions().cancel(id);
        Console.go(context, "/occurrences/" + id + "?said=cancelled-" + count);
    }
}
