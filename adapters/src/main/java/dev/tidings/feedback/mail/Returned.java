package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in lines of text the copy of the mail begins: behind a line that says so, or where a mail's header stands.
final class Returned {
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

    private Returned() {}

    /// The number of the line that says so, or of the header's first; that of all lines where there is none.
    static int start(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (Styles.SHIPPED.isReturnedAfter(lines.get(i)) && !lines.get(i).isBlank()) {
                return i;
            }
            if (isHeader(lines, i)) {
                return i;
            }
        }
        return lines.size();
    }

    /// Whether a mail's header begins here.
    static boolean isHeader(List<String> lines, int from) {
        if (!FIELD.matcher(Effort.at(lines.get(from))).matches()) {
            return false;
        }
        Set<String> names = new HashSet<>();
        for (int i = from; i < lines.size() && !lines.get(i).isBlank() && i < from + Limits.FIELDS; i++) {
            Matcher field = FIELD.matcher(Effort.at(lines.get(i)));
            if (field.matches()) {
                names.add(field.group(1).toLowerCase(ROOT));
            } else if (!Character.isWhitespace(lines.get(i).charAt(0)) && names.isEmpty()) {
                return false;
            }
        }
        long usual = names.stream().filter(OF_EVERY_MAIL::contains).count();
        long travelled =
                names.stream().filter(OF_A_MAIL_THAT_TRAVELLED::contains).count();
        return travelled > 0 && usual + travelled >= 3 && !names.contains("final-recipient");
    }
}
