package dev.tidings.server.answer;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What others told of a mail after it had been accepted, in words.
///
/// @param attempts of the mail, in order
/// @param notices  oldest first
/// @param zone     the house's
record Afterwards(List<AttemptAnswer> attempts, List<NoticeAnswer> notices, ZoneId zone) {
    /// Many tell whole seconds, and by clocks of their own.
    private static final Duration SLACK = Duration.ofMinutes(1);

    /// What somebody told, of whom if not of the mail's recipient, and what came of that.
    String told(NoticeAnswer notice, DeliveryAnswer delivery) {
        String whom = notice.named(delivery)
                .map(other -> " about " + Addressed.shown(other))
                .orElse("");
        String done = switch (Fate.of(notice.fate())) {
            case FAILED, COMPLAINED, UNSUBSCRIBED ->
                notice.judged().map(Afterwards::done).orElse(" Nobody has looked at it yet.");
            case DELAYED, DELIVERED, RELAYED, EXPANDED, ANSWERED, OTHER ->
                notice.judged()
                        .filter(judged -> judged.became().isPresent())
                        .map(Afterwards::done)
                        .orElse("");
        };
        return "A report by %s of %s%s: %s %s%s"
                .formatted(
                        notice.source(),
                        at(notice.at()),
                        whom,
                        InWords.stopped(notice.because()),
                        notice.means(),
                        done);
    }

    private static String done(NoticeAnswer.Judged judged) {
        String became = judged.became().filter(State.ACCEPTED.word()::equals).isPresent()
                ? " It counts as accepted from now on: whoever tells of it had it."
                : "";
        return " Done about it: " + InWords.stopped(judged.done()) + became;
    }

    /// When it came back, or was complained of, and why; empty where what made it so is not on record any more.
    Optional<String> returned(State state) {
        return notices.stream()
                .filter(each -> each.judged()
                        .flatMap(NoticeAnswer.Judged::became)
                        .filter(state.word()::equals)
                        .isPresent())
                .reduce((_, later) -> later)
                .map(each -> " " + at(each.at()) + " (" + each.because() + ").");
    }

    /// What is known of its way behind the next hop.
    Optional<String> further() {
        return notices.stream()
                .filter(this::isOfNow)
                .filter(each -> way(each).isPresent())
                .max(Comparator.comparing(NoticeAnswer::at))
                .flatMap(each ->
                        way(each).map(way -> "%s %s, as %s tells.".formatted(way, at(each.at()), each.source())));
    }

    private static Optional<String> way(NoticeAnswer notice) {
        return switch (Fate.of(notice.fate())) {
            case DELIVERED -> Optional.of(", and reached the mailbox");
            case DELAYED -> Optional.of("; behind that it is late, and still being tried");
            case RELAYED -> Optional.of(", and went on to a server that tells nothing more");
            case EXPANDED -> Optional.of(", and went on to the members of a list");
            case FAILED, COMPLAINED, UNSUBSCRIBED, ANSWERED, OTHER -> Optional.empty();
        };
    }

    /// About the mail as it was sent last, and from somebody who knows.
    private boolean isOfNow(NoticeAnswer notice) {
        AttemptAnswer last = attempts.stream()
                .filter(AttemptAnswer::mayHaveArrived)
                .reduce((_, later) -> later)
                .orElseGet(attempts::getLast);
        return notice.judged()
                .filter(NoticeAnswer.Judged::believed)
                .filter(judged -> judged.attempt()
                        .map(number -> number == last.number())
                        .orElse(!notice.at().isBefore(last.started().minus(SLACK))))
                .isPresent();
    }

    private String at(Instant instant) {
        return Moment.of(instant, zone).brief();
    }
}
