package dev.tidings.deliver;

import dev.tidings.notification.Pause;
import dev.tidings.notification.ReplyRule;
import dev.tidings.notification.Sense;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules for one server's replies, ready to be applied. The first that fits decides: of those with a sense the
/// sense, of those with advice the advice.
public final class Phrases {
    /// `Retry after 30 seconds`, `please try again in 5 minutes`.
    private static final Pattern WHEN = Pattern.compile(
            "(?:retry|again|back|wait)\\b[^0-9]{0,20}\\b(\\d{1,5}) ?(s|secs?|seconds?|m|mins?|minutes?|h|hours?)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Duration LONGEST = Duration.ofHours(24);

    private final List<Phrase> phrases;

    public Phrases(List<ReplyRule> rules) {
        this.phrases =
                rules.stream().map(rule -> new Phrase(rule.pattern(), rule)).toList();
    }

    private record Phrase(Pattern words, ReplyRule rule) {
        boolean fits(Verb at, String line) {
            return (rule.at().isEmpty() || rule.at().contains(at))
                    && words.matcher(line).find();
        }
    }

    Optional<Sense> sense(Verb at, Reply reply) {
        String line = reply.toString();
        return phrases.stream()
                .filter(each -> each.rule().means().isPresent() && each.fits(at, line))
                .findFirst()
                .flatMap(each -> each.rule().means());
    }

    /// What to do about it, in plain words.
    ///
    /// @param line a reply, or what somebody said who is not a mail server
    public Optional<String> advice(Verb at, String line) {
        return phrases.stream()
                .filter(each -> each.rule().say().isPresent() && each.fits(at, line))
                .findFirst()
                .flatMap(each -> each.rule().say());
    }

    /// The time after which the server wants to be asked again, where it says so.
    static Optional<Pause> said(Reply reply) {
        Matcher when = WHEN.matcher(reply.text());
        if (!when.find()) {
            return Optional.empty();
        }
        long number = Long.parseLong(when.group(1));
        Duration length = switch (when.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return Optional.of(new Pause.Said(length.compareTo(LONGEST) < 0 ? length : LONGEST));
    }
}
