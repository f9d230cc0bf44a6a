package dev.tidings.smtp;

import java.util.Optional;

/// An enhanced status code such as `4.7.1` (RFC 3463), kept as the server said it.
///
/// @param kind    2 success, 4 transient, 5 permanent
/// @param subject 0–999: 1 address, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy
/// @param detail  0–999
public record EnhancedCode(int kind, int subject, int detail) {
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
        int length = lengthIn(line);
        if (length == 0) {
            return Optional.empty();
        }
        int secondDot = line.indexOf('.', 2);
        return Optional.of(new EnhancedCode(
                line.charAt(0) - '0',
                Integer.parseInt(line, 2, secondDot, 10),
                Integer.parseInt(line, secondDot + 1, length, 10)));
    }

    /// What follows the code that a line begins with; the line itself when it begins with none.
    static String without(String line) {
        int end = lengthIn(line);
        while (end > 0 && end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        return line.substring(end);
    }

    /// How many characters of the line its code takes: a class, and twice a dot with one to three digits, up to a
    /// space or the end of the line. 0 when it begins with none.
    private static int lengthIn(String line) {
        boolean classed = !line.isEmpty() && "245".indexOf(line.charAt(0)) >= 0;
        int end = classed ? afterNumber(line, afterNumber(line, 1)) : 0;
        return end == line.length() || (end > 0 && line.charAt(end) == ' ') ? end : 0;
    }

    /// The place behind a dot and a number of one to three digits; 0 when they do not stand there.
    private static int afterNumber(String line, int dot) {
        if (dot == 0 || dot >= line.length() || line.charAt(dot) != '.') {
            return 0;
        }
        int end = dot + 1;
        while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
            end++;
        }
        return end - dot >= 2 && end - dot <= 4 ? end : 0;
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
