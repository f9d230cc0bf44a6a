package dev.tidings.server.console;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Suppressed;
import dev.tidings.server.House;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import dev.tidings.server.api.Suppressing;
import dev.tidings.server.suppression.CsvImport.Imported;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom not to mail: the list, and what a person may do about it.
final class SuppressionPages {
    private static final int SHOWN = 100;

    private final House house;
    private final Pages pages;
    private final Suppressing suppressing;

    SuppressionPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
        this.suppressing = new Suppressing(house);
    }

    void add(RoutesConfig routes) {
        routes.get("/suppressions", context -> show(context, Optional.empty()));
        routes.post("/suppressions", this::suppress);
        routes.post("/suppressions/lift", this::lift);
        routes.post("/suppressions/import", this::read);
        routes.get("/suppressions/export", suppressing::write);
    }

    /// @param imported what has just been read, where that did not go smoothly
    private void show(Context context, Optional<Imported> imported) {
        String of = Asked.text(context, "of").orElse("");
        boolean ever = Asked.text(context, "which").filter("ever"::equals).isPresent();
        Map<String, Object> model = new HashMap<>(Map.of(
                "list",
                house.answers().suppressions(of, ever ? Which.EVER : Which.HOLDING, Asked.page(context, SHOWN)),
                "of",
                of,
                "ever",
                ever,
                "notifications",
                house.answers().notifications()));
        imported.ifPresent(each -> model.put("imported", each));
        pages.show(context, "suppressions", "suppressions", "Suppressions", model);
    }

    private void suppress(Context context) {
        Instant now = house.clock().instant();
        Suppressed suppressed = suppressing.suppress(new Suppression(
                Asked.address("address", field(context, "address").orElse("")),
                field(context, "notification"),
                Asked.reason(field(context, "reason").orElse(Reason.MANUAL.word())),
                act(field(context, "note").orElse("")),
                now,
                field(context, "days").map(days -> now.plus(Duration.ofDays(Asked.number("days", days, 36_500))))));
        Console.go(
                context, "/suppressions?said=suppressed-" + suppressed.added().size());
    }

    /// There is no sign-in yet: whoever has the token is the console.
    private static Act act(String note) {
        return Suppressing.act("console", "", note);
    }

    private void lift(Context context) {
        long id = Asked.number("id", field(context, "id").orElse(""), Long.MAX_VALUE);
        int count = house.tidings()
                .decisions()
                .lift(List.of(id), act(field(context, "note").orElse("")));
        if (count == 0) {
            throw Refusal.unknown("suppression that holds", "" + id);
        }
        Console.go(context, "/suppressions?said=lifted");
    }

    private void read(Context context) throws IOException {
        UploadedFile file = Optional.ofNullable(context.uploadedFile("file"))
                .filter(each -> each.size() > 0)
                .orElseThrow(() -> new Refusal(400, "There is no list.", "Choose a CSV file."));
        Act act = new Act("import " + shortened(file.filename()), "console", "");
        try (InputStream octets = file.content()) {
            Imported imported = suppressing.read(octets, act, Reason.MANUAL);
            if (imported.problems().isEmpty()) {
                Console.go(context, "/suppressions?said=imported-" + imported.added());
            } else {
                show(context, Optional.of(imported));
            }
        }
    }

    private static String shortened(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "");
        return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
    }

    private static Optional<String> field(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
