package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// A value of JSON, asked kindly: what is not there, or is of another kind, is empty. Nothing that is asked fails.
///
/// @param node missing where there is nothing
record Facts(JsonNode node) {
    private static final double SECONDS_MAX = 32_503_680_000.0; // the year 3000
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final Facts NONE = new Facts(JSON.missingNode());

    /// One value, or several that stand behind each other as if they stood in an array (JSON Lines).
    static Facts of(byte[] json) throws Unreadable {
        List<JsonNode> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                values.add(JSON.readTree(parser));
            }
        } catch (JacksonException malformed) {
            throw new Unreadable("it is no JSON: " + malformed.getOriginalMessage());
        }
        return switch (values.size()) {
            case 0 -> throw new Unreadable("it is empty");
            case 1 -> new Facts(values.getFirst());
            default -> new Facts(JSON.createArrayNode().addAll(values));
        };
    }

    /// @param values of a form, by name; several of one name in their order
    static Facts of(Map<String, List<String>> values) {
        var node = JSON.createObjectNode();
        values.forEach((name, each) -> {
            ArrayNode all = JSON.createArrayNode();
            each.forEach(all::add);
            node.set(name, each.size() == 1 ? all.get(0) : all);
        });
        return new Facts(node);
    }

    /// JSON within a string, as some headers have it. Missing where there is none.
    static Facts within(String text) {
        try {
            return of(text.getBytes(UTF_8));
        } catch (Unreadable other) {
            return NONE;
        }
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isList() {
        return node.isArray();
    }

    boolean has(String name) {
        return node.optional(name).isPresent();
    }

    Facts at(String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        return new Facts(at);
    }

    /// The objects of a list. One that stands alone is a list of one.
    List<Facts> objects() {
        return (isList() ? node.values().stream() : Stream.of(node))
                .filter(JsonNode::isObject)
                .map(Facts::new)
                .toList();
    }

    /// The items of a list, whatever they are.
    static List<Facts> each(Facts list) {
        return list.isList() ? list.node.values().stream().map(Facts::new).toList() : List.of();
    }

    List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /// Text or a number, as text; of a list its first. Empty when it is blank.
    Optional<String> text(String... path) {
        return plain(at(path).node, false);
    }

    /// As [#text], but of a list its last.
    Optional<String> lastText(String... path) {
        return plain(at(path).node, true);
    }

    /// The first of these that is there.
    Optional<String> firstOf(String... names) {
        return Arrays.stream(names).flatMap(name -> text(name).stream()).findFirst();
    }

    List<String> texts(String... path) {
        JsonNode at = at(path).node;
        return (at.isArray() ? at.values().stream() : Stream.of(at))
                .flatMap(each -> plain(each, false).stream())
                .toList();
    }

    private static Optional<String> plain(JsonNode node, boolean last) {
        if (node.isArray()) {
            return node.isEmpty() ? Optional.empty() : plain(node.path(last ? node.size() - 1 : 0), last);
        }
        boolean said = node.isString() || node.isNumber() || node.isBoolean();
        return said ? Optional.of(storable(node.asString())).filter(text -> !text.isBlank()) : Optional.empty();
    }

    /// Without what no store takes: control characters but for line ends and tabs, and halves of a character.
    private static String storable(String text) {
        boolean plain = text.chars().allMatch(each -> each >= ' ' && !Character.isSurrogate((char) each));
        return plain
                ? text
                : text.codePoints()
                        .filter(each -> !Character.isISOControl(each) || "\t\r\n".indexOf(each) >= 0)
                        .map(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE ? 0xFFFD : each)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /// Text exactly as it stands there; signatures are over that.
    Optional<String> exactly(String name) {
        return node.optional(name).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /// As [#exactly]; of a list its last, as a form's fields are taken.
    String lastExactly(String name) {
        JsonNode value = node.path(name);
        JsonNode last = value.isArray() && !value.isEmpty() ? value.path(value.size() - 1) : value;
        return last.isString() ? last.asString() : "";
    }

    /// One line of at most so many characters; empty when it is more.
    static Optional<String> line(Optional<String> text, int most) {
        return text.map(String::strip)
                .filter(each -> !each.isEmpty() && each.length() <= most)
                .filter(each -> each.chars().noneMatch(Character::isISOControl));
    }

    boolean isTrue(String... path) {
        return text(path).filter("true"::equals).isPresent();
    }

    /// Seconds since 1970, as a number or as text.
    Optional<Instant> seconds(String... path) {
        return lastText(path).flatMap(text -> instant(text, 1));
    }

    Optional<Instant> millis(String... path) {
        return lastText(path).flatMap(text -> instant(text, 1000));
    }

    private static Optional<Instant> instant(String text, int unit) {
        try {
            double seconds = Double.parseDouble(text) / unit;
            return seconds >= 0 && seconds < SECONDS_MAX
                    ? Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    /// As ISO 8601 writes it; in UTC where it says nothing of a zone.
    Optional<Instant> time(String... path) {
        return text(path).flatMap(Facts::time);
    }

    private static Optional<Instant> time(String text) {
        String iso = text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeException other) {
            try {
                return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }

    byte[] octets() {
        return node.toString().getBytes(UTF_8);
    }
}
