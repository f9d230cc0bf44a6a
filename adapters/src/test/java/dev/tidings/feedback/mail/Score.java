package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;

/// How often two readers agree.
final class Score {
    private final StringBuilder misses = new StringBuilder();
    private int events;
    private int kinds;
    private int recipients;
    private int classes;
    private int agreedClasses;
    private int softs;
    private int softsCalledHard;
    private int reasons;

    void count(List<Expected> expected, Report report) {
        expected.forEach(each -> count(each, report));
    }

    private void count(Expected expected, Report report) {
        Optional<Notice> named = report.notices().stream()
                .filter(notice ->
                        expected.recipient().equalsIgnoreCase(notice.recipient().orElse("")))
                .findFirst();
        Optional<Notice> notice = named.or(
                () -> report.notices().stream().skip(expected.event() - 1).findFirst());
        String kind = word(report.kind());
        String hardness = notice.flatMap(Score::hardness).orElse("");
        String reason = notice.map(each -> each.reason().word()).orElse("");
        events++;
        kinds += agreed(kind, expected.kind());
        recipients += named.isPresent() ? 1 : 0;
        reasons += agreed(reason, expected.reason());
        if (!expected.hardness().isEmpty()) {
            classes++;
            agreedClasses += agreed(hardness, expected.hardness());
        }
        if (expected.hardness().equals("soft")) {
            softs++;
            softsCalledHard += agreed(hardness, "hard");
        }
        if (named.isEmpty() || !kind.equals(expected.kind()) || !reason.equals(expected.reason())) {
            String read = String.join(
                    " ",
                    kind,
                    hardness,
                    reason,
                    notice.flatMap(Notice::recipient).orElse("nobody"));
            misses.append(expected).append(": we read ").append(read).append('\n');
        }
    }

    /// What is still being tried is soft, for others.
    private static Optional<String> hardness(Notice notice) {
        return notice.fate() == Fate.DELAYED
                ? Optional.of("soft")
                : notice.hardness().map(Score::word);
    }

    private static int agreed(String ours, String theirs) {
        return ours.equals(theirs) ? 1 : 0;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(ROOT).replace('_', '-');
    }

    double kind() {
        return (double) kinds / events;
    }

    double recipient() {
        return (double) recipients / events;
    }

    double hardness() {
        return (double) agreedClasses / classes;
    }

    double softCalledHard() {
        return (double) softsCalledHard / softs;
    }

    double reason() {
        return (double) reasons / events;
    }

    String misses() {
        return misses.toString();
    }

    String table(int messages, double millis) {
        return """
                | messages: %d, recipients: %d | wanted | is |
                |---|---|---|
                | kind | ≥ 99 %% | %.1f %% |
                | recipient | ≥ 97 %% | %.1f %% |
                | hard or soft | ≥ 95 %% | %.1f %% |
                | soft called hard | ≤ 2 %% | %.1f %% |
                | reason | ≥ 85 %% | %.1f %% |
                | time for a message | ≤ 5 ms | %.2f ms |
                """.formatted(
                        messages,
                        events,
                        100 * kind(),
                        100 * recipient(),
                        100 * hardness(),
                        100 * softCalledHard(),
                        100 * reason(),
                        millis);
    }
}
