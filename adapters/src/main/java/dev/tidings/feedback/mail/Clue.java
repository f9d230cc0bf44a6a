package dev.tidings.feedback.mail;

import dev.tidings.feedback.Clues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What in a message tells which mail it is about.
record Clue(Letter letter, Content content) {
    private static final int MOST = 50;
    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,250})>");

    Clues found() {
        return new Clues(comeTo(), envelopeId(), content.returned().every("x-tidings-trace"), messageIds());
    }

    /// Where it was sent to, by the servers' fields before the writer's; and where the mail that came back had
    /// said that answers go.
    private List<String> comeTo() {
        Stream<String> here = Stream.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc")
                .flatMap(name -> letter.header().every(name).stream());
        Stream<String> back = Stream.of("return-path", "x-envelope-from", "sender", "errors-to")
                .flatMap(name -> content.returned().every(name).stream());
        Stream<String> told = content.complaint().every("original-mail-from").stream();
        return Stream.of(here, back, told)
                .flatMap(each -> each)
                .flatMap(value -> Addresses.every(value).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Optional<String> envelopeId() {
        return Stream.concat(content.status().stream(), Stream.of(content.complaint()))
                .flatMap(group -> group.first("original-envelope-id").stream())
                .filter(id -> !id.isBlank())
                .findFirst();
    }

    private List<String> messageIds() {
        List<String> ids = new ArrayList<>();
        Stream.of("message-id", "resent-message-id", "original-message-id")
                .flatMap(name -> content.returned().every(name).stream())
                .forEach(value -> add(value, ids));
        content.status().forEach(group -> group.every("x-original-message-id").forEach(value -> add(value, ids)));
        Stream.of("in-reply-to", "references")
                .flatMap(name -> letter.header().every(name).stream())
                .forEach(value -> add(value, ids));
        return ids.stream().distinct().limit(MOST).toList();
    }

    /// Identifiers in angle brackets; where there are none, the value as it stands.
    private static void add(String value, List<String> ids) {
        Matcher id = ID.matcher(value);
        boolean found = false;
        while (id.find() && ids.size() < MOST) {
            ids.add(id.group(1));
            found = true;
        }
        if (!found && value.matches("[^\\s<>]{1,250}")) {
            ids.add(value);
        }
    }
}
