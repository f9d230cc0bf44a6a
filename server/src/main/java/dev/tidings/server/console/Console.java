package dev.tidings.server.console;

import dev.tidings.ledger.Page;
import dev.tidings.server.House;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.Status;
import dev.tidings.server.api.Listening;
import dev.tidings.server.api.Refusal;
import dev.tidings.workspace.Reading;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All pages: those of the house as a whole are here, the others in files of their own.
public final class Console {
    private final House house;
    private final Assets assets = new Assets();
    private final Pages pages;

    public Console(House house) {
        this.house = house;
        this.pages = new Pages(house, assets);
    }

    public void add(RoutesConfig routes) {
        assets.add(routes);
        routes.get("/", this::overview);
        routes.get("/problems", this::problems);
        routes.get("/explain", this::explain);
        routes.post("/reload", this::reload);
        new RoadPages(house, pages).add(routes);
        new NotificationPages(house, pages).add(routes);
        new OccurrencePages(house, pages).add(routes);
        new DeliveryPages(house, pages).add(routes);
        new TranscriptPages(house).add(routes);
        new MailboxPages(house, pages).add(routes);
        new SuppressionPages(house, pages).add(routes);
        new RoadTestPages(house, pages).add(routes);
        new NodePages(house, pages).add(routes);
        new ReturnedPages(house, pages).add(routes);
    }

    /// Tells a person why their request was not answered.
    public void refuse(Refusal refusal, Context context) {
        if (refusal.status() == 401 || refusal.status() == 421) {
            // A stranger learns nothing about the house, not even its stage.
            context.contentType("text/plain; charset=utf-8").result(refusal.error() + "\n\n" + refusal.mend() + "\n");
            return;
        }
        pages.show(context, "refusal", "", refusal.error(), Map.of("refusal", refusal));
    }

    static void go(Context context, String path) {
        context.redirect(path, HttpStatus.SEE_OTHER);
    }

    private void overview(Context context) {
        Status status = house.answers().status();
        boolean anything = !house.tidings()
                .history()
                .occurrences(Optional.empty(), Set.of(), Page.first(1))
                .isEmpty();
        pages.show(
                context,
                "overview",
                "overview",
                "Overview",
                Map.of(
                        "status",
                        status,
                        "notWell",
                        status.unwell().size() + status.troubles().size(),
                        "caught",
                        house.catcher().count(),
                        "anything",
                        anything,
                        "listening",
                        new Listening(house).standing()));
    }

    private void problems(Context context) {
        pages.show(
                context,
                "problems",
                "problems",
                "Problems",
                Map.of(
                        "problems",
                        house.answers().problems(),
                        "root",
                        house.tidings().workspace().root().toString(),
                        "revision",
                        house.tidings().workspace().revision().brief()));
    }

    private void explain(Context context) {
        String of = Optional.ofNullable(context.queryParam("of")).orElse("");
        Explained explained = house.answers().explain(of);
        pages.show(context, "explain", "", "Explain", Map.of("explained", explained));
    }

    private void reload(Context context) throws InterruptedException {
        Reading reading = house.tidings().reload();
        boolean accepted = reading.problems().isEmpty() && reading.workspace().isPresent();
        go(context, "/problems?said=" + (accepted ? "reloaded" : "refused"));
    }
}
