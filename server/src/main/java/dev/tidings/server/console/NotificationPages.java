package dev.tidings.server.console;

import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composition;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.run.Rehearsal;
import dev.tidings.server.House;
import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.Moment;
import dev.tidings.server.answer.NotificationDetail;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Planned;
import dev.tidings.server.api.Refusal;
import dev.tidings.transport.catcher.Letter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is declared: the list, one of them, and trying it out.
final class NotificationPages {
    private static final int SOURCE_MAX = 256 * 1024;
    private static final int PLANNED = 50;

    private final House house;
    private final Pages pages;

    NotificationPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/notifications", this::list);
        routes.get("/notifications/{id}", this::one);
        routes.get("/notifications/{id}/source", this::source);
        routes.get("/notifications/{id}/plan", this::plan);
        routes.get("/notifications/{id}/run", this::confirm);
        routes.post("/notifications/{id}/run", this::run);
        routes.get("/notifications/{id}/preview", this::preview);
        new LetterParts("/notifications/{id}/preview", this::composed).add(routes);
    }

    private void list(Context context) {
        pages.show(
                context,
                "notifications",
                "notifications",
                "Notifications",
                Map.of("notifications", house.answers().notifications()));
    }

    private void one(Context context) {
        NotificationDetail detail = detail(context);
        pages.show(context, "notification", "notifications", detail.title(), Map.of("it", detail, "tab", "summary"));
    }

    private NotificationDetail detail(Context context) {
        String id = context.pathParam("id");
        return house.answers().notification(id).orElseThrow(() -> Refusal.unknown("notification", id));
    }

    private Notification declared(Context context) {
        String id = context.pathParam("id");
        return house.tidings().workspace().notification(id).orElseThrow(() -> Refusal.unknown("notification", id));
    }

    private void source(Context context) throws IOException {
        NotificationDetail detail = detail(context);
        pages.show(
                context,
                "source",
                "notifications",
                detail.title(),
                Map.of("it", detail, "tab", "source", "source", written(detail.file())));
    }

    /// The file as it is now, which may be newer than what is in force.
    private String written(String file) throws IOException {
        Path root = house.tidings().workspace().root().toRealPath();
        Path path = root.resolve(file);
        if (!Files.isRegularFile(path) || !path.toRealPath().startsWith(root)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(SOURCE_MAX), StandardCharsets.UTF_8);
        }
    }

    private void plan(Context context) throws SourceFailure {
        NotificationDetail detail = detail(context);
        Rehearsal.Plan plan = house.tidings().rehearsal().plan(declared(context), at(context, detail), PLANNED);
        Instant at = plan.occurrence().due();
        pages.show(
                context,
                "plan",
                "notifications",
                detail.title(),
                Map.of(
                        "it",
                        detail,
                        "tab",
                        "plan",
                        "plan",
                        Planned.of(plan),
                        "at",
                        at,
                        "past",
                        past(at),
                        "asked",
                        written(at)));
    }

    /// As it stands in the field, by the clock of the page: `2026-11-30T09:00:00+08:00`.
    private String written(Instant at) {
        return Moment.of(at, house.tidings().workspace().settings().defaults().zone())
                .local();
    }

    /// Whether it is shown as of an instant that is over.
    private boolean past(Instant at) {
        return at.isBefore(house.clock().instant());
    }

    /// The next instant, where none is asked for; the latest, where nobody is in the audience of the next yet.
    private Instant at(Context context, NotificationDetail detail) throws SourceFailure {
        if (Asked.text(context, "at").isPresent()) {
            return Asked.instant(context, "at", house.clock().instant());
        }
        Instant next = detail.next().isEmpty()
                ? house.clock().instant()
                : detail.next().getFirst().at();
        if (detail.last().isEmpty() || somebodyAt(context, next)) {
            return next;
        }
        return detail.last().getFirst().due().at();
    }

    private boolean somebodyAt(Context context, Instant instant) throws SourceFailure {
        Rehearsal.Plan plan = house.tidings().rehearsal().plan(declared(context), instant, 0);
        return plan.mails() + plan.suppressed() + plan.leftOut() > 0;
    }

    private void confirm(Context context) throws SourceFailure {
        NotificationDetail detail = detail(context);
        Rehearsal.Plan plan = house.tidings()
                .rehearsal()
                .plan(declared(context), house.clock().instant(), 1);
        pages.show(
                context,
                "run",
                "notifications",
                detail.title(),
                Map.of(
                        "it",
                        detail,
                        "tab",
                        "run",
                        "mails",
                        plan.mails(),
                        "copies",
                        plan.copies(),
                        "suppressed",
                        plan.suppressed(),
                        "leftOut",
                        plan.leftOut()));
    }

    private void run(Context context) {
        Optional<Address> only = Optional.empty();
        if (!"everyone".equals(context.formParam("whom"))) {
            only = Optional.of(Asked.address(
                    "to",
                    Optional.ofNullable(context.formParam("to")).orElse("").strip()));
        }
        String id = context.pathParam("id");
        Occurrence occurrence =
                house.tidings().run(id, only, Cause.MANUAL).orElseThrow(() -> Refusal.unknown("notification", id));
        Console.go(context, "/occurrences/" + occurrence.id());
    }

    private void preview(Context context) throws SourceFailure {
        NotificationDetail detail = detail(context);
        Instant at = at(context, detail);
        Map<String, Object> model = new HashMap<>(Map.of(
                "it",
                detail,
                "tab",
                "preview",
                "at",
                at,
                "as",
                Asked.text(context, "as").orElse(""),
                "why",
                "",
                "recipient",
                "",
                "copies",
                List.of()));
        model.put("past", past(at));
        model.put("asked", written(at));
        model.put("parts", "/notifications/" + detail.id() + "/preview");
        model.put(
                "query",
                "?at=" + at
                        + Asked.text(context, "as")
                                .map(as -> "&as=" + encoded(as))
                                .orElse(""));
        mail(context).ifPresentOrElse(mail -> fill(model, mail), () -> model.put("why", nobody(context)));
        pages.show(context, "preview", "notifications", detail.title(), model);
    }

    private static String nobody(Context context) {
        return Asked.text(context, "as")
                .map(as -> as + " is not in the audience at this instant.")
                .orElse("The audience is empty at this instant.");
    }

    private static void fill(Map<String, Object> model, Rehearsal.Line.Mail mail) {
        model.put("recipient", mail.recipient().mailbox().toString());
        model.put("copies", InWords.copies(mail));
        switch (mail.composition()) {
            case Composition.Composed composed -> {
                model.put("letter", Letter.read(composed.content()));
                model.put("size", composed.content().length);
            }
            case Composition.Unfit unfit -> model.put("why", unfit.rule() + ": " + unfit.why());
            case Composition.Unready unready -> model.put("why", unready.why());
        }
    }

    private Optional<Rehearsal.Line.Mail> mail(Context context) throws SourceFailure {
        Optional<Address> as = Asked.text(context, "as").map(text -> Asked.address("as", text));
        return house.tidings().rehearsal().preview(declared(context), as, at(context, detail(context)));
    }

    private Optional<byte[]> composed(Context context) throws SourceFailure {
        return mail(context)
                .map(Rehearsal.Line.Mail::composition)
                .filter(Composition.Composed.class::isInstance)
                .map(composition -> ((Composition.Composed) composition).content());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
