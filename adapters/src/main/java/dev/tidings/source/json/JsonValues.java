package dev.tidings.source.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// JSON values as those of a row.
final class JsonValues {
    /// Values of one row, however nested: a row is held in memory, a document is not.
    private static final int VALUES_MAX = 100_000;

    private final JsonParser parser;
    private int values;

    private JsonValues(JsonParser parser) {
        this.parser = parser;
    }

    /// @param parser at the beginning of an object; at its end afterwards
    static Map<String, @Nullable Object> object(JsonParser parser) {
        return new JsonValues(parser).object();
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value());
        }
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) array.add(value());
        return array;
    }

    private @Nullable Object value() {
        if (++values > VALUES_MAX)
            throw new StreamReadException(parser, "one row holds more than %,d values".formatted(VALUES_MAX));
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> null;
        };
    }

    private Object whole() {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) return parser.getLongValue();
        return parser.getDecimalValue();
    }
}
