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
        return mark.flatMap(at -> text.lines().skip(Math.max(0, at.getLine())).findFirst())
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> mistake(line.group(1), shown(page, line.group(2))));
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
