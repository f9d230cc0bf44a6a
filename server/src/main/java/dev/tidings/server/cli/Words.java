package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.lang.Character.UnicodeScript;
import java.util.List;

/// Small matters of English and of columns.
final class Words {
    /// One long cell does not push all others aside.
    private static final int WIDEST = 60;

    private Words() {}

    /// `1 mail`, `3 mails`
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /// Lines whose cells stand below each other, each on one line whatever is in it.
    static void columns(PrintWriter out, List<List<String>> cells) {
        List<List<String>> lines = cells.stream()
                .map(line -> line.stream()
                        .map(cell -> cell.replaceAll("\\s*\\R\\s*", " "))
                        .toList())
                .toList();
        int[] widths = new int[lines.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> line : lines) {
            for (int cell = 0; cell < line.size(); cell++) {
                widths[cell] = Math.max(widths[cell], Math.min(WIDEST, width(line.get(cell))));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder(" ");
            for (int cell = 0; cell < line.size(); cell++) {
                String written = line.get(cell);
                text.append(' ').append(written).append(" ".repeat(Math.max(0, widths[cell] - width(written)) + 1));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /// In columns of a terminal, where Chinese, Japanese and Korean letters take two.
    private static int width(String text) {
        return text.codePoints().map(letter -> wide(letter) ? 2 : 1).sum();
    }

    private static boolean wide(int letter) {
        return switch (UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> (letter >= 0x3000 && letter <= 0x303E) || (letter >= 0xFF01 && letter <= 0xFF60);
        };
    }
}
