package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What servers mean by some words or a code.
///
/// @param when   any of these words
/// @param status any of these codes; a trailing `*` stands for all that begin so
/// @param code   any of these replies
/// @param at     only there in a conversation; anywhere when empty
/// @param place  only where one of these is in a server's name or the recipient's domain; anywhere when empty
/// @param conditions under which it holds at all
record Rule(
        Reason means,
        List<Phrase> when,
        Set<String> status,
        Set<Integer> code,
        Set<Point> at,
        List<Phrase> place,
        Conditions conditions) {

    /// @param with    only where the status is one of these; whatever it is when empty
    /// @param without not where the status is one of these
    /// @param unless  not where these words stand too
    record Conditions(Set<String> with, Set<String> without, List<Phrase> unless) {}

    static Rule of(Shipped keys, List<Phrase> also) {
        String means = keys.must("means");
        List<Phrase> when =
                Stream.concat(phrases(keys, "when").stream(), also.stream()).toList();
        return new Rule(
                Reason.of(means)
                        .orElseThrow(() -> new IllegalStateException(keys.file() + ": no reason is \"" + means + "\"")),
                when,
                Set.copyOf(keys.texts("status")),
                keys.texts("code").stream().map(Integer::valueOf).collect(Collectors.toSet()),
                keys.texts("at").stream()
                        .map(point -> Point.valueOf(point.toUpperCase(ROOT)))
                        .collect(Collectors.toSet()),
                phrases(keys, "place"),
                new Conditions(
                        Set.copyOf(keys.texts("with")), Set.copyOf(keys.texts("without")), phrases(keys, "unless")));
    }

    private static List<Phrase> phrases(Shipped keys, String key) {
        return keys.texts(key).stream().map(Phrase::of).toList();
    }

    boolean fits(Saying saying) {
        return allows(saying) && speaksOf(saying);
    }

    private boolean allows(Saying saying) {
        return (at.isEmpty() || at.contains(saying.point()))
                && (place.isEmpty() || anyIn(place, saying.place()) || anyIn(place, saying.words()))
                && (conditions.with().isEmpty() || isAmong(conditions.with(), saying.status()))
                && !isAmong(conditions.without(), saying.status())
                && !anyIn(conditions.unless(), saying.words());
    }

    private boolean speaksOf(Saying saying) {
        return isAmong(status, saying.status())
                || saying.code().map(code::contains).orElse(false)
                || anyIn(when, saying.words());
    }

    private static boolean anyIn(List<Phrase> phrases, String said) {
        return phrases.stream().anyMatch(each -> each.isIn(said));
    }

    private static boolean isAmong(Set<String> codes, Optional<String> status) {
        return status.map(each -> codes.stream()
                        .anyMatch(code -> code.endsWith("*")
                                ? each.startsWith(code.substring(0, code.length() - 1))
                                : code.equals(each)))
                .orElse(false);
    }
}
