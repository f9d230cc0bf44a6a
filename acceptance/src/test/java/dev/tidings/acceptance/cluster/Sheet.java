package dev.tidings.acceptance.cluster;

import java.util.ArrayList;
import java.util.List;

/// What came of the troubles, as a table in Markdown; below it, whatever is not as it was promised.
final class Sheet {
    private static final int MISSES_MAX = 20;

    private Sheet() {}

    static String of(String carriage, List<Told> told) {
        List<String> lines = new ArrayList<>();
        lines.add("## Three nodes, carried by: " + carriage);
        lines.add("");
        lines.add(row("what befalls them", Told.COLUMNS));
        lines.add(row("---", Told.COLUMNS.stream().map(_ -> "---").toList()));
        for (Told each : told) {
            lines.add(row(
                    each.isWell()
                            ? each.trouble().words()
                            : "**" + each.trouble().words() + "**",
                    each.cells()));
        }
        lines.add("");
        for (Told each : told) {
            each.account().misses().stream()
                    .limit(MISSES_MAX)
                    .forEach(miss ->
                            lines.add("- %s: %s".formatted(each.trouble().words(), miss)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }
}
