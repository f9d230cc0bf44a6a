package dev.tidings.feedback.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What another reader sees in a message, of one recipient.
///
/// @param event    its number in the message, from 1
/// @param hardness `hard`, `soft` or empty
record Expected(String file, int event, String kind, String hardness, String reason, String recipient) {
    static Map<String, List<Expected>> byFile(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells ->
                        new Expected(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3], cells[4], cells[7]))
                .collect(Collectors.groupingBy(Expected::file, LinkedHashMap::new, Collectors.toList()));
    }
}
