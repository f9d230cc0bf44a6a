package dev.tidings.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.ledger.History;
import dev.tidings.server.House;
import dev.tidings.server.answer.NoticeAnswer;
import dev.tidings.server.answer.ReturnedMail;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import dev.tidings.server.api.Stopping;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What comes back after it had been accepted, how much of what, and having a notification stopped since too
/// much of it does.
final class ReturnedPages {
    private static final int SHOWN = 50;
    private static final int ORIGINAL_SHOWN = 64 * 1024;

    private final House house;
    private final Pages pages;
    private final Stopping stopping;

    ReturnedPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
        this.stopping = new Stopping(house);
    }

    void add(RoutesConfig routes) {
        routes.get("/returned", this::list);
        routes.get("/returned/rates", this::rates);
        routes.get("/returned/{id}", this::one);
        routes.post("/notifications/{id}/stop", this::stop);
        routes.post("/notifications/{id}/go-on", this::goOn);
    }

    private void list(Context context) {
        History.Told which = Asked.told(context, History.Told.ALL);
        pages.show(
                context,
                "returned",
                "returned",
                "Returned mail",
                Map.of(
                        "tab",
                        "list",
                        "list",
                        house.answers().returned(which, Asked.page(context, SHOWN)),
                        "which",
                        which.name().toLowerCase(Locale.ROOT),
                        "aboutUs",
                        house.answers().aboutUs()));
    }

    private void rates(Context context) {
        pages.show(
                context,
                "returned-rates",
                "returned",
                "Returned mail",
                Map.of(
                        "tab",
                        "rates",
                        "returns",
                        house.answers().returns(),
                        "refused",
                        house.signs().ways().get().refused()));
    }

    private void one(Context context) {
        long id = Asked.id(context);
        ReturnedMail it = house.answers().notice(id).orElseThrow(() -> Refusal.unknown("notice", "" + id));
        pages.show(
                context,
                "notice",
                "returned",
                "Returned mail",
                Map.of("it", it, "told", told(house, List.of(it.notice()))));
    }

    /// What a notice came with, as text that a page may show.
    ///
    /// @param whole false when it is only its beginning
    public record Original(String text, long octets, boolean whole) {}

    /// What somebody told, with what it came with.
    public record Told(NoticeAnswer notice, Optional<Original> original) {}

    /// What came with several is shown once, with the first of them.
    static List<Told> told(House house, List<NoticeAnswer> notices) {
        Set<Long> shown = new HashSet<>();
        return notices.stream()
                .map(each -> shown.add(each.arrival()) ? told(house, each) : new Told(each, Optional.empty()))
                .toList();
    }

    private static Told told(House house, NoticeAnswer notice) {
        return new Told(
                notice,
                house.answers()
                        .original(notice.id())
                        .map(octets -> new Original(
                                new String(octets, 0, Math.min(ORIGINAL_SHOWN, octets.length), UTF_8),
                                octets.length,
                                octets.length <= ORIGINAL_SHOWN)));
    }

    private void stop(Context context) {
        String id = context.pathParam("id");
        stopping.stop(id, Optional.ofNullable(context.formParam("why")).orElse(""));
        Console.go(context, "/notifications/" + id + "?said=stopped");
    }

    private void goOn(Context context) {
        String id = context.pathParam("id");
        stopping.goOn(id);
        boolean declared = house.tidings().workspace().notification(id).isPresent();
        Console.go(context, (declared ? "/notifications/" + id : "/") + "?said=goes");
    }
}
