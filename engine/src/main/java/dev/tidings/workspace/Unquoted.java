package dev.tidings.workspace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// What a person meant as text and YAML takes for something else: `cron: */5 * * * *` begins an alias,
/// `to: {{ name }} <{{ email }}>` a map.
final class Unquoted {
    private static final Pattern LINE =
            Pattern.compile("\\s*(?:- +)?([A-Za-z_][A-Za-z0-9_-]*):\\s+(\\*(?:[/ ,].*)?|\\{\\{.*|\\{%.*|@.*|%.*)");

    private Unquoted() {}

    /// What is to be quoted in the line that a mark stands in, if something is.
    static Optional<Mistake> at(Page page, String text, Optional<Mark> mark) {
        Optional<String> line =
                mark.flatMap(at -> text.lines().skip(Math.max(0, at.getLine())).findFirst());
        if (line.isPresent() && isVariable(line.get(), mark.orElseThrow().getColumn())) {
            return Optional.of(
                    new Mistake("within { } and [ ] a variable needs quotes", "Put the value in quotes: \"${NAME}\"."));
        }
        return line.map(LINE::matcher)
                .filter(Matcher::matches)
                .map(each -> mistake(each.group(1), shown(page, each.group(2))));
    }

    /// At the brace of a `${…}`, or right behind it.
    private static boolean isVariable(String line, int column) {
        return line.startsWith("${", column - 1) || line.startsWith("${", column);
    }

    /// In `tidings.yaml` a value may be a password, and is not repeated.
    private static String shown(Page page, String value) {
        return page.file().equals(WorkspaceReader.SETTINGS) || value.contains("\"")
                ? "…"
                : Quoted.shown(value.replaceFirst("\\s+#.*$", "").strip());
    }

    private static Mistake mistake(String key, String value) {
        return new Mistake(
                key + ": YAML does not take this for text",
                "Put all of it in quotes: %s: \"%s\"".formatted(key, value));
    }
}
