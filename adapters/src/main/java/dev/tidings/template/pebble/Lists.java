package dev.tidings.template.pebble;

import dev.tidings.compose.Guess;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `sort`, `rsort`, `join`, `split` and `replace`: they leave what they are given as it is, and take their
/// arguments literally, never as regular expressions.
final class Lists {
    private Lists() {}

    /// @param arguments `by`: sorts rows by one of their columns
    static Object sort(Object input, Map<String, Object> arguments, Locale locale) {
        List<@Nullable Object> sorted = new ArrayList<>(list(input));
        @Nullable Object by = arguments.get("by");
        Comparator<@Nullable Object> order = Lists::compare;
        sorted.sort(by == null ? order : (a, b) -> compare(column(a, by.toString()), column(b, by.toString())));
        return sorted;
    }

    static Object rsort(Object input, Map<String, Object> arguments, Locale locale) {
        return ((List<?>) sort(input, arguments, locale)).reversed();
    }

    private static @Nullable Object column(@Nullable Object row, String name) {
        if (!(row instanceof Map<?, ?> columns)) throw new IllegalArgumentException("only rows are sorted by a column");
        if (columns.containsKey(name)) return columns.get(name);
        List<String> known = columns.keySet().stream().map(String::valueOf).toList();
        throw new IllegalArgumentException(
                "there is no column \"%s\" to sort by%s".formatted(name, Guess.asQuestion(name, known)));
    }

    /// Nulls first, numbers by value whatever their types, everything else as its own type has it.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) return Boolean.compare(a != null, b != null);
        if (a instanceof Number && b instanceof Number) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
        }
        if (a instanceof Comparable one && a.getClass() == b.getClass()) return one.compareTo(b);
        throw new IllegalArgumentException("\"%s\" and \"%s\" have no order".formatted(a, b));
    }

    static Object join(Object input, Map<String, Object> arguments, Locale locale) {
        String separator = Objects.toString(arguments.get("separator"), "");
        Collection<?> items = list(input);
        Budget.now().letters((long) separator.length() * items.size());
        StringJoiner joined = new StringJoiner(separator);
        for (Object item : items) {
            joined.add(Objects.toString(item, ""));
            Budget.now().letters(joined.length());
        }
        return joined.toString();
    }

    static Object split(Object input, Map<String, Object> arguments, Locale locale) {
        String delimiter = Objects.toString(arguments.get("delimiter"), "");
        if (delimiter.isEmpty()) throw new IllegalArgumentException("split needs a delimiter, as in split(\",\")");
        return List.of(Pattern.compile(delimiter, Pattern.LITERAL).split(input.toString()));
    }

    static Object replace(Object input, Map<String, Object> arguments, Locale locale) {
        if (!(arguments.get("replace_pairs") instanceof Map<?, ?> pairs)) {
            throw new IllegalArgumentException("replace needs pairs, as in replace({\"&\": \"and\"})");
        }
        String text = input.toString();
        for (Map.Entry<?, ?> pair : pairs.entrySet()) {
            String from = Objects.toString(pair.getKey(), "");
            String to = Objects.toString(pair.getValue(), "");
            if (from.isEmpty()) throw new IllegalArgumentException("replace cannot look for nothing");
            Budget.now().letters((long) text.length() / from.length() * to.length());
            text = text.replace(from, to);
            Budget.now().letters(text.length());
        }
        return text;
    }

    private static Collection<?> list(Object input) {
        return switch (input) {
            case Collection<?> items -> items;
            case Object[] items -> Arrays.asList(items);
            default -> throw new IllegalArgumentException("\"%s\" is not a list".formatted(input));
        };
    }
}
