package dev.tidings.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table in Markdown, as found; what is not as expected stands out, and is explained below.
final class Printed {
    private static final Path ROOT =
            Path.of(System.getProperty("tidings.root", "..")).toAbsolutePath().normalize();

    private final List<String> lines = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();

    Printed(String first, List<String> columns) {
        row(first, columns);
        row("---", columns.stream().map(_ -> "---").toList());
    }

    void row(String first, List<String> cells) {
        lines.add("| " + first + " | " + String.join(" | ", cells) + " |");
    }

    /// How a finding reads in its cell.
    String cell(String name, Finding finding) {
        if (finding.isWell()) {
            return finding.fate();
        }
        misses.add(name + ": " + String.join("; ", finding.misses()));
        return "**" + finding.fate() + "**";
    }

    List<String> misses() {
        return List.copyOf(misses);
    }

    String table() {
        return String.join("\n", lines) + "\n";
    }

    /// Where `acceptance/faults.sh` finds it.
    void keep(String name, String title) throws IOException {
        Path folder = Files.createDirectories(ROOT.resolve("acceptance/target/faults"));
        String below = misses.stream().map(each -> "- " + each + "\n").collect(Collectors.joining());
        Files.writeString(folder.resolve(name + ".md"), "## " + title + "\n\n" + table() + "\n" + below);
    }

    /// The page that shows it to those who do not run it.
    static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/faults.md"));
    }
}
