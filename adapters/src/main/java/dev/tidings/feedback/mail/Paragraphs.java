package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/// What a report tells in words, and which of them are about whom.
final class Paragraphs {
    private final List<String> lines;
    private final List<String> paragraphs;

    Paragraphs(List<String> lines) {
        this.lines = lines;
        this.paragraphs = paragraphs(lines);
    }

    /// Everything, where it is of one recipient alone; else the paragraphs that name this one.
    String about(String recipient, boolean alone) {
        if (alone || recipient.isBlank()) {
            return all();
        }
        String named = recipient.toLowerCase(ROOT);
        return paragraphs.stream()
                .filter(paragraph -> paragraph.toLowerCase(ROOT).contains(named))
                .collect(joining("\n"));
    }

    String all() {
        return String.join("\n", lines);
    }

    private static List<String> paragraphs(List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : lines) {
            if (!line.isBlank()) {
                paragraph.append(line).append('\n');
            } else if (!paragraph.isEmpty()) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        paragraphs.add(paragraph.toString());
        return paragraphs;
    }
}
