package dev.tidings.feedback.smtp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A line of a conversation.
///
/// @param verb in upper case
record Command(String verb, String rest) {
    static Command of(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        return new Command(verb.toUpperCase(Locale.ROOT), space < 0 ? "" : line.substring(space + 1));
    }

    /// `FROM:<ann@example.org> SIZE=500`, read.
    ///
    /// @param address    without brackets and without a route (RFC 5321 §4.1.1.3); empty for `<>`
    /// @param parameters in upper case
    record Path(String address, List<String> parameters) {
        boolean hasOnly(List<String> known) {
            return parameters.stream().allMatch(each -> known.contains(each.replaceFirst("=.*", "")));
        }

        /// As far as it is said, and is a number.
        Optional<Long> size() {
            return parameters.stream()
                    .filter(each -> each.matches("SIZE=\\d{1,18}"))
                    .map(each -> Long.valueOf(each.substring("SIZE=".length())))
                    .findFirst();
        }
    }

    /// Empty when it is none.
    ///
    /// @param beginning `FROM:` or `TO:`
    Optional<Path> path(String beginning) {
        if (!rest.regionMatches(true, 0, beginning, 0, beginning.length())) {
            return Optional.empty();
        }
        String text = rest.substring(beginning.length()).stripLeading();
        int end = closing(text);
        if (!text.startsWith("<") || end < 0) {
            return Optional.empty();
        }
        String address = text.substring(1, end);
        if (address.startsWith("@")) {
            address = address.substring(address.indexOf(':') + 1);
        }
        String behind = text.substring(end + 1).strip().toUpperCase(Locale.ROOT);
        return address.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(new Path(address, behind.isEmpty() ? List.of() : Arrays.asList(behind.split(" +"))));
    }

    /// Where the bracket closes that is not within quotation marks.
    private static int closing(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && quoted) {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
