package dev.tidings.store.jdbc;

import dev.tidings.smtp.Line;
import dev.tidings.smtp.Line.Kind;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A transcript's lines as a JSON array: `[[0,"received","220 mx.example"],[3,"sent","EHLO house.example"]]`,
/// milliseconds first.
public final class TranscriptJson {
    private static final JsonFactory JSON = new JsonFactory();

    private TranscriptJson() {}

    public static String of(List<Line> lines) {
        StringWriter text = new StringWriter(80 * lines.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Line each : lines) {
                json.writeStartArray();
                json.writeNumber(each.at().toMillis());
                json.writeString(each.kind().word());
                json.writeString(each.text());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    public static List<Line> read(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            List<Line> lines = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                Duration at = Duration.ofMillis(json.nextLongValue(0));
                lines.add(new Line(at, Kind.of(json.nextStringValue()), json.nextStringValue()));
                json.nextToken();
            }
            return lines;
        }
    }
}
