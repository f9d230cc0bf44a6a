package dev.tidings.compose;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a template sees. Of two values with one name the later in this list wins, which is the one nearer to
/// the author's own words:
///
/// 1. `recipient` (`name`, `email`, `locale`), `notification` (`id`, `title`), `due`, `from`, `to`; `unsubscribe`
///    where readers can leave by themselves
/// 2. the notification's `with`
/// 3. the columns of the recipient's row
/// 4. the notification's `data`: lists of rows
///
/// Moments are shown where the reader is: every instant of a row is given in the recipient's zone.
final class Model {
    private static final int SIZE_USUAL = 64;

    private final Notification notification;
    private final Occurrence occurrence;
    private final Map<String, String> about;

    Model(Notification notification, Occurrence occurrence) {
        this.notification = notification;
        this.occurrence = occurrence;
        this.about =
                Map.of("id", notification.id(), "title", notification.about().title());
    }

    /// @param leave by which the reader leaves, where they can
    /// @param zone  of the recipient, or the house's
    Map<String, @Nullable Object> of(
            Addressee addressee, Optional<URI> leave, Map<String, List<Row>> findings, ZoneId zone) {
        Map<String, @Nullable Object> model = new HashMap<>(SIZE_USUAL);
        model.put("recipient", recipient(addressee.recipient())); // of a copy: whose mail it is
        model.put("notification", about);
        model.put("due", addressee.due().atZone(zone));
        model.put("from", occurrence.period().from().atZone(zone));
        model.put("to", occurrence.period().to().atZone(zone));
        leave.ifPresent(link -> model.put("unsubscribe", Leaving.shown(link, addressee)));
        model.putAll(notification.content().with());
        addressee.recipient().row().columns().forEach((name, value) -> model.put(name, shown(value, zone)));
        findings.forEach((name, rows) -> model.put(name, shown(rows, zone)));
        return model;
    }

    private static Map<String, Object> recipient(Recipient recipient) {
        return Map.of(
                "name", recipient.person().name(),
                "email", recipient.person().address().toString(),
                "locale",
                        recipient.locale().map(locale -> locale.toLanguageTag()).orElse(""));
    }

    private static List<Map<String, @Nullable Object>> shown(List<Row> rows, ZoneId zone) {
        List<Map<String, @Nullable Object>> shown = new ArrayList<>(rows.size());
        for (Row row : rows) shown.add(shown(row, zone));
        return shown;
    }

    private static Map<String, @Nullable Object> shown(Row row, ZoneId zone) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(row.columns());
        shown.replaceAll((_, value) -> shown(value, zone));
        return shown;
    }

    private static @Nullable Object shown(@Nullable Object value, ZoneId zone) {
        return switch (value) {
            case Instant instant -> instant.atZone(zone);
            case OffsetDateTime moment -> moment.atZoneSameInstant(zone);
            case null, default -> value;
        };
    }
}
