package dev.tidings.server.answer;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was read of one message that came back.
///
/// @param kind  `bounce`, `status`, `complaint`, `auto-reply` or `other`
/// @param about which mail it tells of, as far as it does: envelope id, our traces, Message-IDs
public record MessageAnswer(String file, String kind, List<Event> events, List<String> about) {
    /// @param hardness `hard` or `soft`; soft too while it is still being tried
    /// @param reason   in the words of Sisimai
    public record Event(
            Optional<String> recipient,
            @JsonProperty("class") Optional<String> hardness,
            String fate,
            String reason,
            Optional<String> status,
            Optional<Integer> code,
            String said) {
        static Event of(Notice notice) {
            return new Event(
                    notice.recipient(),
                    hardness(notice),
                    word(notice.fate()),
                    notice.reason().word(),
                    notice.status(),
                    notice.code(),
                    notice.said());
        }

        private static Optional<String> hardness(Notice notice) {
            return notice.fate() == Fate.DELAYED
                    ? Optional.of("soft")
                    : notice.hardness().map(MessageAnswer::word);
        }
    }

    public static MessageAnswer of(String file, Report report) {
        return new MessageAnswer(
                file,
                word(report.kind()),
                report.kind() == Report.Kind.OTHER
                        ? List.of()
                        : report.notices().stream().map(Event::of).toList(),
                about(report.clues()));
    }

    static List<String> about(Clues clues) {
        return Stream.of(clues.envelopeId().stream(), clues.traces().stream(), clues.messageIds().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /// `auto-reply`
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(ROOT).replace('_', '-');
    }
}
