package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in lines of text the copy of the mail begins: behind a line that says so, or where a mail's header stands.
final class CopyOfMail {
    private static final Pattern FIELD = Pattern.compile("[ \\t>|]{0,8}([A-Za-z][A-Za-z0-9-]{1,40}):(?: .*|\\S.*|)");

    private static final Set<String> OF_EVERY_MAIL =
            Set.of("from", "to", "subject", "date", "cc", "reply-to", "sender", "content-type");
    private static final Set<String> OF_A_MAIL_THAT_TRAVELLED = Set.of(
            "received",
            "return-path",
            "message-id",
            "mime-version",
            "dkim-signature",
            "x-mailer",
            "x-received",
            "delivered-to");

    private final List<String> lines;
    private final List<Optional<String>> names;

    private CopyOfMail(List<String> lines) {
        this.lines = lines;
        this.names = lines.stream().map(CopyOfMail::name).toList();
    }

    /// The number of the line that says so, or of the header's first; that of all lines where there is none.
    static int start(List<String> lines) {
        return new CopyOfMail(lines).start();
    }

    /// Of the field that a line begins.
    private static Optional<String> name(String line) {
        Matcher field = FIELD.matcher(Effort.at(line));
        return field.matches() ? Optional.of(field.group(1).toLowerCase(ROOT)) : Optional.empty();
    }

    private int start() {
        for (int i = 0; i < lines.size(); i++) {
            if (Styles.SHIPPED.isReturnedAfter(lines.get(i)) && !lines.get(i).isBlank()) {
                return i;
            }
            if (isHeader(i)) {
                return i;
            }
        }
        return lines.size();
    }

    private boolean isHeader(int from) {
        if (names.get(from).isEmpty()) {
            return false;
        }
        Set<String> found = new HashSet<>();
        for (int i = from; i < lines.size() && !lines.get(i).isBlank() && i < from + Limits.FIELDS; i++) {
            names.get(i).ifPresent(found::add);
        }
        long usual = found.stream().filter(OF_EVERY_MAIL::contains).count();
        long travelled =
                found.stream().filter(OF_A_MAIL_THAT_TRAVELLED::contains).count();
        return travelled > 0 && usual + travelled >= 3 && !found.contains("final-recipient");
    }
}
