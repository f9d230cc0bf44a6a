package dev.tidings.server.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time, as the workspace's files write them.
final class Spans {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([smhd])");

    private Spans() {}

    /// Reads `30d`, `12h`, `90m` or `30s`.
    ///
    /// @param option as it was written, for the mistake
    static Duration read(String option, String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches() || Integer.parseInt(span.group(1)) == 0) {
            throw Stop.usage("\"" + text + "\" is not a time span", "Write " + option + " 30d, 12h, 90m or 30s.");
        }
        long count = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
