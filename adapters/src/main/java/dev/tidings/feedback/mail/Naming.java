package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// That a report names somebody who did not get the mail, and what it says of them there.
record Naming(String recipient, String said) {
    /// Lines of a conversation that are looked at.
    private static final int CONVERSATION = 20;

    /// By the first shape of `styles.yaml` that any line has: a report writes all of them in one.
    static List<Naming> in(List<String> told) {
        return Effort.perhaps(() -> sought(told)).orElse(List.of());
    }

    private static List<Naming> sought(List<String> told) {
        for (Styles.Shape shape : Styles.SHIPPED.recipients()) {
            if (shape.after()
                    .map(words ->
                            words.matcher(Effort.at(String.join("\n", told))).find())
                    .orElse(true)) {
                List<Naming> named = by(shape, told);
                if (!named.isEmpty()) {
                    return named;
                }
            }
        }
        return List.of();
    }

    private static List<Naming> by(Styles.Shape shape, List<String> told) {
        Map<String, Naming> named = new LinkedHashMap<>();
        for (int i = 0; i < told.size() && named.size() < Limits.NOTICES; i++) {
            Matcher line = shape.line().matcher(Effort.at(told.get(i)));
            if (line.matches() && !isNobodys(line.group("to"), told.get(i))) {
                String address = line.group("to").replaceFirst("\\.$", "");
                String said = shape.since().isPresent()
                        ? before(shape.since().get(), told, i)
                        : said(line) + rest(shape, told, i + 1);
                named.merge(
                        address.toLowerCase(ROOT),
                        new Naming(address, said),
                        (first, again) ->
                                new Naming(first.recipient(), first.said().isBlank() ? said : first.said()));
            }
        }
        return List.copyOf(named.values());
    }

    private static String said(Matcher line) {
        boolean hasWords = line.pattern().namedGroups().containsKey("said");
        return hasWords && line.group("said") != null ? line.group("said") : "";
    }

    /// The line itself, with the conversation that led to it.
    private static String before(Pattern since, List<String> told, int upTo) {
        int earliest = Math.max(0, upTo - CONVERSATION);
        int from = upTo;
        while (from >= earliest
                && !told.get(from).isBlank()
                && !since.matcher(Effort.at(told.get(from))).find()) {
            from--;
        }
        boolean found = from >= earliest && !told.get(from).isBlank();
        return String.join("\n", told.subList(found ? from : upTo, upTo + 1));
    }

    /// The lines behind it that belong to it.
    private static String rest(Styles.Shape shape, List<String> told, int from) {
        StringBuilder rest = new StringBuilder();
        for (int i = from; i < told.size() && rest.length() < Limits.SAID; i++) {
            String line = told.get(i);
            if (line.isBlank() || shape.line().matcher(Effort.at(line)).matches()) {
                return rest.toString();
            }
            rest.append('\n').append(line);
        }
        return rest.toString();
    }

    /// Whoever writes the report, or helps, is not whom it is about.
    private static boolean isNobodys(String address, String line) {
        return address.toLowerCase(ROOT).startsWith("mailer-daemon@")
                || line.toLowerCase(ROOT).contains("contact");
    }
}
