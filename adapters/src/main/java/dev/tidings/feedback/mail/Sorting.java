package dev.tidings.feedback.mail;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Puts one part of a message after the other where it belongs.
final class Sorting {
    private static final Predicate<String> STATES = Pattern.compile(
                    "^[ \\t>]*(final|original)-recipient[ \\t]*:", Pattern.CASE_INSENSITIVE)
            .asPredicate();
    private static final Predicate<String> COMPLAINS =
            Pattern.compile("^feedback-type[ \\t]*:", Pattern.CASE_INSENSITIVE).asPredicate();

    private final List<String> told = new ArrayList<>();
    private final List<String> html = new ArrayList<>();
    private final List<String> aside = new ArrayList<>();
    private final List<Fields> status = new ArrayList<>();
    private final List<byte[]> enclosed = new ArrayList<>();
    private Fields complaint = Fields.none();
    private Fields returned = Fields.none();

    void take(Part part) {
        if (part.isDeliveryStatus()) {
            status.addAll(Fields.groups(part.lines()));
        } else if (part.isComplaint()) {
            keepComplaint(Fields.of(part.lines()));
        } else if (part.isReturned()) {
            enclosed.add(part.octets());
            keepReturned(header(part.lines()));
        } else if (part.isHeaderless()) {
            keepReturned(part.fields());
        } else if (part.type().equals("text/html")) {
            addTo(html, Text.lines(Markup.text(part.text())));
        } else if (part.isText()) {
            addTo(part.isAside() ? aside : told, part.lines());
        }
    }

    private static void addTo(List<String> where, List<String> lines) {
        lines.stream().limit(Math.max(0, Limits.LINES - where.size())).forEach(where::add);
        where.add("");
    }

    private void keepComplaint(Fields fields) {
        complaint = complaint.isEmpty() ? fields : complaint;
    }

    private void keepReturned(Fields fields) {
        returned = returned.isEmpty() ? fields : returned;
    }

    private static Fields header(List<String> lines) {
        return Fields.of(lines.stream()
                .dropWhile(line -> line.isBlank() || line.startsWith("From ") || Styles.SHIPPED.isReturnedAfter(line))
                .toList());
    }

    Content done() {
        List<String> lines = said().orElse(aside);
        int copy = CopyOfMail.start(lines);
        keepReturned(header(lines.subList(copy, lines.size())));
        readFields(lines.subList(0, copy));
        readFields(aside);
        return new Content(upTo(Limits.TOLD, lines.subList(0, copy)), status, complaint, returned, enclosed);
    }

    private Optional<List<String>> said() {
        return List.of(told, html).stream()
                .filter(lines -> lines.stream().anyMatch(not(String::isBlank)))
                .findFirst();
    }

    /// Fields that stand among words, since the message's MIME is broken or was never there.
    private void readFields(List<String> lines) {
        if (status.isEmpty() && lines.stream().anyMatch(STATES)) {
            status.addAll(Fields.groups(lines));
        }
        if (lines.stream().anyMatch(COMPLAINS)) {
            keepComplaint(Fields.of(lines.stream().dropWhile(not(COMPLAINS)).toList()));
        }
    }

    private static List<String> upTo(int characters, List<String> lines) {
        List<String> first = new ArrayList<>();
        int length = 0;
        for (String line : lines) {
            length += line.length() + 1;
            if (length > characters) {
                return first;
            }
            first.add(line);
        }
        return first;
    }
}
