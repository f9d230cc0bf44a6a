package dev.tidings.store.jdbc;

import dev.tidings.deliver.Suppression;
import dev.tidings.mail.Address;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Suppressions as a JSON array of rows, so that one statement writes them all.
public final class SuppressionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SuppressionJson() {}

    public static String of(List<Suppression> suppressions) {
        StringWriter text = new StringWriter(160 * suppressions.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            suppressions.forEach(each -> row(json, each));
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void row(JsonGenerator json, Suppression each) {
        json.writeStartArray();
        json.writeString(each.address().toString());
        json.writeString(each.notification().orElse(""));
        json.writeString(each.reason().word());
        json.writeString(each.why());
        json.writeString(each.act().source());
        json.writeString(each.act().by());
        json.writeString(each.act().note());
        json.writeNumber(each.since().toEpochMilli());
        each.expires().ifPresentOrElse(at -> json.writeNumber(at.toEpochMilli()), json::writeNull);
        json.writeEndArray();
    }

    /// The keys of addresses.
    public static String keys(Collection<Address> addresses) {
        StringWriter text = new StringWriter(32 * addresses.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            addresses.forEach(each -> json.writeString(Suppression.key(each)));
            json.writeEndArray();
        }
        return text.toString();
    }
}
