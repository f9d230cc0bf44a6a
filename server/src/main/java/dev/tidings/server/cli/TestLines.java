package dev.tidings.server.cli;

import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.RoadTested.Section;
import dev.tidings.server.answer.RoadTested.Tried;
import java.time.Duration;

/// A test of a road on a terminal: a mark, a name and what was found below each other, long lines broken.
///
/// @param facts    of every step, or only of those that did not pass
/// @param coloured the marks, on a terminal that shows it
record TestLines(Printer out, boolean facts, boolean coloured) {
    private static final int WIDTH = 100;
    private static final int SLOW_MILLIS = 1000;

    /// Of most names, so that the parts of a test stand below each other.
    private static final int NAME_WIDTH = "Certificate".length();

    private static final int PLAIN = 0;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    void print(Section part) {
        out.println();
        out.println(part.title());
        if (!part.about().isEmpty()) {
            wrapped("  ", part.about(), 2);
        }
        int widest =
                part.steps().stream().mapToInt(step -> step.name().length()).reduce(NAME_WIDTH, Math::max);
        part.steps().forEach(step -> print(step, widest));
    }

    private void print(Tried step, int widest) {
        int indent = widest + 6;
        mark(step.mark());
        wrapped(" " + padded(step.name(), widest) + "  ", step.found() + slowness(step), indent);
        step.mend().ifPresent(mend -> wrapped(" ".repeat(indent) + "→ ", mend, indent + 2));
        if (facts || step.mark().equals("warning") || step.mark().equals("failed")) {
            int name = step.facts().stream()
                    .mapToInt(fact -> fact.name().length())
                    .max()
                    .orElse(0);
            step.facts()
                    .forEach(fact -> wrapped(
                            " ".repeat(indent + 2) + padded(fact.name(), name) + "  ",
                            fact.value(),
                            indent + name + 4));
        }
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static String slowness(Tried step) {
        return step.tookMillis()
                .filter(millis -> millis >= SLOW_MILLIS)
                .map(millis -> ", after " + InWords.brief(Duration.ofMillis(millis)))
                .orElse("");
    }

    /// Words that are longer than a line stay whole, so that they can be copied.
    private void wrapped(String before, String text, int indent) {
        StringBuilder line = new StringBuilder(before);
        boolean fresh = true;
        for (String word : text.split("\\s+")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(indent));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        out.println(line);
    }

    private void mark(String word) {
        switch (word) {
            case "passed" -> mark("✓", GREEN);
            case "warning" -> mark("!", YELLOW);
            case "failed" -> mark("✗", RED);
            default -> mark("–", PLAIN);
        }
    }

    private void mark(String sign, int colour) {
        out.print("  ");
        if (coloured) {
            out.colour(colour);
        }
        out.print(sign);
        if (coloured) {
            out.colour(PLAIN);
        }
    }
}
