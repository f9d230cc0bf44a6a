package dev.tidings.store.jdbc;

import dev.tidings.feedback.Clues;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Clues as a JSON array: `[["bounces@example.com"],null,["5f0c…"],["5f0c…@example.com"]]`, in their order.
public final class CluesJson {
    private static final JsonFactory JSON = new JsonFactory();

    private CluesJson() {}

    public static String of(Clues clues) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            write(json, clues.comeTo());
            clues.envelopeId().ifPresentOrElse(json::writeString, json::writeNull);
            write(json, clues.traces());
            write(json, clues.messageIds());
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, List<String> words) {
        json.writeStartArray();
        words.forEach(json::writeString);
        json.writeEndArray();
    }

    public static Clues read(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            List<String> comeTo = words(json);
            Optional<String> envelopeId = Optional.ofNullable(json.nextStringValue());
            return new Clues(comeTo, envelopeId, words(json), words(json));
        }
    }

    private static List<String> words(JsonParser json) {
        List<String> words = new ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            words.add(json.getString());
        }
        return words;
    }
}
