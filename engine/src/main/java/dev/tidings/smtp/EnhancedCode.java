package dev.tidings.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An enhanced status code such as `4.7.1` (RFC 3463), kept as the server said it.
///
/// @param kind    2 success, 4 transient, 5 permanent
/// @param subject 0–999: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy
/// @param detail  0–999
public record EnhancedCode(int kind, int subject, int detail) {
    private static final Pattern LEADING = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?: +|$)");

    public EnhancedCode {
        if (kind != 2 && kind != 4 && kind != 5) {
            throw new IllegalArgumentException("the class of an enhanced code is 2, 4 or 5, not " + kind);
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("subject and detail are 0–999, not " + subject + "." + detail);
        }
    }

    /// @param text `4.7.1`
    public static EnhancedCode parse(String text) {
        return leading(text).orElseThrow(() -> new IllegalArgumentException("no enhanced code: " + text));
    }

    /// The code a line of text begins with, if it does.
    static Optional<EnhancedCode> leading(String line) {
        Matcher code = LEADING.matcher(line);
        if (!code.lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(new EnhancedCode(number(code, 1), number(code, 2), number(code, 3)));
    }

    /// What follows the code that a line begins with; the line itself when it begins with none.
    static String without(String line) {
        Matcher code = LEADING.matcher(line);
        return code.lookingAt() ? line.substring(code.end()) : line;
    }

    private static int number(Matcher code, int group) {
        return Integer.parseInt(code.group(group));
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
