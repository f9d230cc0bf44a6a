package dev.tidings.source.json;

import dev.tidings.audience.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// The objects of one array, wherever in a document it stands.
///
/// The array is the document itself, or the place that a JSON pointer (RFC 6901) names: `/data/items`. Which
/// of a document's arrays is meant is never guessed.
public final class JsonRows implements AutoCloseable {
    /// Strings of at most 1 MB, nested at most 50 deep, numbers of at most 100 digits.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1_000_000)
                    .maxNestingDepth(50)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            // one of two values of one name would be dropped without a word
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;
    private final String document;
    private long item;

    private JsonRows(JsonParser parser, String document) {
        this.parser = parser;
        this.document = document;
    }

    /// Reads up to the array.
    ///
    /// @param document how it is called in messages
    /// @param pointer  empty for the document itself
    /// @throws MalformedJson when there is no array
    public static JsonRows of(InputStream octets, String document, String pointer) throws MalformedJson {
        JsonRows rows = new JsonRows(JSON.createParser(ObjectReadContext.empty(), octets), document);
        try {
            rows.parser.nextToken();
            rows.descend(steps(pointer), pointer);
            return rows;
        } catch (JacksonException malformed) {
            throw rows.malformed(malformed);
        }
    }

    private static Deque<String> steps(String pointer) throws MalformedJson {
        if (pointer.isEmpty()) return new ArrayDeque<>();
        if (!pointer.startsWith("/"))
            throw new MalformedJson("\"#%s\": a place in a document is written like #/data/items".formatted(pointer));
        Deque<String> steps = new ArrayDeque<>();
        for (String step : pointer.substring(1).split("/", -1))
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        return steps;
    }

    private void descend(Deque<String> steps, String pointer) throws MalformedJson {
        while (!steps.isEmpty()) {
            String step = steps.poll();
            if (parser.currentToken() != JsonToken.START_OBJECT || !enter(step)) {
                throw new MalformedJson(
                        "there is no \"%s\" in %s, so nothing at #%s".formatted(step, document, pointer));
            }
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            String hint = parser.currentToken() == JsonToken.START_OBJECT
                    ? " but an object; say after # where in it the rows are, as in #/data/items"
                    : "";
            throw new MalformedJson("%s is no array%s".formatted(pointer.isEmpty() ? document : "#" + pointer, hint));
        }
    }

    private boolean enter(String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) return true;
            parser.skipChildren();
        }
        return false;
    }

    /// The next row; null after the last.
    ///
    /// @param unreadable is told of items that are no objects
    public @Nullable Row next(Consumer<String> unreadable) throws MalformedJson {
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                item++;
                int line = parser.currentTokenLocation().getLineNr();
                if (parser.currentToken() == JsonToken.START_OBJECT) return new Row(JsonValues.object(parser));
                parser.skipChildren();
                unreadable.accept("%s:%d: item %d is not an object".formatted(document, line, item));
            }
            readToTheEnd();
            return null;
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /// A document that is broken behind the rows is broken, and there may be rows of the same name.
    private void readToTheEnd() {
        while (parser.nextToken() != null) {
            // only whether it can be read
        }
    }

    /// A whole line as one row.
    ///
    /// @throws MalformedJson in a sentence without place, when it is anything but one object
    public static Row line(String line) throws MalformedJson {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new MalformedJson("is not an object");
            Row row = new Row(JsonValues.object(parser));
            if (parser.nextToken() != null) throw new MalformedJson("has more than one object");
            return row;
        } catch (JacksonException malformed) {
            throw new MalformedJson("is not JSON: " + malformed.getOriginalMessage());
        }
    }

    private MalformedJson malformed(JacksonException malformed) {
        if (malformed.getCause() instanceof IOException broken)
            return new MalformedJson(document + " broke off", broken);
        TokenStreamLocation place = Objects.requireNonNullElse(malformed.getLocation(), parser.currentLocation());
        return new MalformedJson("%s:%d:%d: %s"
                .formatted(document, place.getLineNr(), place.getColumnNr(), malformed.getOriginalMessage()));
    }

    @Override
    public void close() {
        parser.close();
    }
}
