package dev.tidings.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.Suppressed;
import dev.tidings.server.House;
import dev.tidings.server.suppression.CsvImport;
import dev.tidings.server.suppression.CsvImport.Imported;
import dev.tidings.server.suppression.CsvList;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;

/// Puts on record whom not to mail, for calls and for pages; refuses what cannot be meant.
public record Suppressing(House house) {

    /// @throws Refusal when it is about a notification that there is not
    public Suppressed suppress(Suppression suppression) {
        suppression.notification().ifPresent(this::requireKnown);
        return house.tidings().decisions().suppress(List.of(suppression));
    }

    private void requireKnown(String notification) {
        if (!isKnown(notification)) {
            throw Refusal.unknown("notification", notification);
        }
    }

    private boolean isKnown(String notification) {
        return house.tidings().workspace().notification(notification).isPresent();
    }

    /// Who does it.
    ///
    /// @throws Refusal when more is said than is kept
    public static Act act(String source, String by, String note) {
        try {
            return new Act(source, by, note);
        } catch (IllegalArgumentException mistake) {
            throw new Refusal(400, mistake.getMessage() + ".", "Shorten it to one line.");
        }
    }

    /// All addresses of a CSV file.
    ///
    /// @param usual the reason where a row says none
    public Imported read(InputStream list, Act act, Reason usual) throws IOException {
        return new CsvImport(
                        act,
                        usual,
                        house.clock().instant(),
                        this::isKnown,
                        house.tidings().decisions()::suppress)
                .read(new InputStreamReader(list, UTF_8));
    }

    /// Answers with all that hold, as a CSV file.
    public void write(Context context) throws IOException {
        context.res().setContentType("text/csv; charset=utf-8");
        context.res().setHeader("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        Writer out = new OutputStreamWriter(context.res().getOutputStream(), UTF_8);
        CsvList.write(house.tidings().history(), out);
        out.flush();
    }
}
