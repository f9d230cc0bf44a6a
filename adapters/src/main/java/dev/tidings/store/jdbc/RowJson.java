package dev.tidings.store.jdbc;

import dev.tidings.audience.Row;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A row's columns as JSON that keeps their types and order.
///
/// Text, `Long`, finite `Double`, `Boolean`, null, lists and maps are JSON's own. Anything else is an object
/// with one `$` name: `{"$decimal":"1.10"}`, `{"$instant":"2026-03-02T09:00:00Z"}`. A name that begins with
/// `$` gets another one.
public final class RowJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RowJson() {}

    public static String of(Row row) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            members(json, row.columns());
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case Double number -> typed(json, "$double", number);
            case Boolean flag -> json.writeBoolean(flag);
            case BigDecimal number -> typed(json, "$decimal", number);
            case Instant instant -> typed(json, "$instant", instant);
            case LocalDate date -> typed(json, "$date", date);
            case LocalTime time -> typed(json, "$time", time);
            case LocalDateTime local -> typed(json, "$local", local);
            case OffsetDateTime offset -> typed(json, "$offset", offset);
            case ZonedDateTime zoned -> typed(json, "$zoned", zoned);
            case List<?> list -> list(json, list);
            case Map<?, ?> map -> members(json, map);
            default ->
                throw new IllegalArgumentException("a row holds text, numbers, times, lists and maps, not a "
                        + value.getClass().getName());
        }
    }

    private static void typed(JsonGenerator json, String type, Object value) {
        json.writeStartObject();
        json.writeName(type);
        json.writeString(value.toString());
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, List<?> list) {
        json.writeStartArray();
        list.forEach(each -> write(json, each));
        json.writeEndArray();
    }

    private static void members(JsonGenerator json, Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((name, value) -> {
            json.writeName(escaped(String.valueOf(name)));
            write(json, value);
        });
        json.writeEndObject();
    }

    public static Row row(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            return new Row(plain(members(json)));
        }
    }

    private static @Nullable Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> list(json);
            case START_OBJECT -> valueOrMap(members(json));
            default -> throw new IllegalStateException("not a row's JSON: " + json.currentToken());
        };
    }

    private static List<@Nullable Object> list(JsonParser json) {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(json));
        }
        return list;
    }

    private static Map<String, @Nullable Object> members(JsonParser json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, read(json));
        }
        return members;
    }

    private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> members) {
        if (members.keySet().stream().noneMatch(name -> name.startsWith("$"))) return members;
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        members.forEach((name, value) -> plain.put(name.startsWith("$$") ? name.substring(1) : name, value));
        return plain;
    }

    private static Object valueOrMap(Map<String, @Nullable Object> members) {
        if (members.size() != 1) return plain(members);
        Map.Entry<String, @Nullable Object> only = members.entrySet().iterator().next();
        return only.getValue() instanceof String text ? typed(only.getKey(), text, members) : plain(members);
    }

    private static Object typed(String type, String text, Map<String, @Nullable Object> members) {
        return switch (type) {
            case "$double" -> Double.valueOf(text);
            case "$decimal" -> new BigDecimal(text);
            case "$instant" -> Instant.parse(text);
            case "$date" -> LocalDate.parse(text);
            case "$time" -> LocalTime.parse(text);
            case "$local" -> LocalDateTime.parse(text);
            case "$offset" -> OffsetDateTime.parse(text);
            case "$zoned" -> ZonedDateTime.parse(text);
            default -> plain(members);
        };
    }

    private static String escaped(String name) {
        return name.startsWith("$") ? "$" + name : name;
    }
}
