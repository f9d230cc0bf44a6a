package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.util.List;

/// Small matters of English and of columns.
final class Words {
    private Words() {}

    /// `1 mail`, `3 mails`
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /// Lines whose cells stand below each other.
    static void columns(PrintWriter out, List<List<String>> lines) {
        int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> line : lines) {
            for (int cell = 0; cell < line.size(); cell++) {
                widths[cell] = Math.max(widths[cell], line.get(cell).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder(" ");
            for (int cell = 0; cell < line.size(); cell++) {
                String written = line.get(cell);
                text.append(' ').append(written).append(" ".repeat(widths[cell] - written.length() + 1));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
