package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fields of a header, or of a group in a report, in their order. Names are in small letters; values are on one line.
record Fields(List<Field> all) {
    private static final Pattern FIELD = Pattern.compile("[ \\t>]{0,8}([A-Za-z][A-Za-z0-9-]{0,60})[ \\t]*:[ \\t]*(.*)");

    Fields {
        all = List.copyOf(all);
    }

    record Field(String name, String value) {}

    static Fields none() {
        return new Fields(List.of());
    }

    Optional<String> first(String name) {
        return all.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    List<String> every(String name) {
        return all.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    boolean has(String name) {
        return all.stream().anyMatch(field -> field.name().equals(name));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// The fields that lines say, up to the first empty one.
    static Fields of(List<String> lines) {
        List<Fields> groups = groups(lines);
        return groups.isEmpty() ? none() : groups.getFirst();
    }

    /// Groups of fields with empty lines between them. A line that is neither a field nor indented belongs to the field
    /// before it: not everybody who breaks a line indents the rest.
    static List<Fields> groups(List<String> lines) {
        List<Fields> groups = new ArrayList<>();
        List<Field> group = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                close(group, groups);
            } else if (group.size() < Limits.FIELDS) {
                add(line, group);
            }
        }
        close(group, groups);
        return groups;
    }

    private static void close(List<Field> group, List<Fields> groups) {
        if (!group.isEmpty() && groups.size() <= Limits.NOTICES) {
            groups.add(new Fields(group));
        }
        group.clear();
    }

    private static void add(String line, List<Field> group) {
        Matcher field = FIELD.matcher(line);
        boolean continued = !group.isEmpty() && Character.isWhitespace(line.charAt(0));
        if (!continued && field.matches()) {
            group.add(new Field(field.group(1).toLowerCase(ROOT), field.group(2).strip()));
        } else if (!group.isEmpty()) {
            Field last = group.removeLast();
            group.add(new Field(last.name(), Text.cut(last.value() + " " + line.strip(), Limits.FIELD)));
        }
    }
}
