package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How reports look that follow no standard: what `styles.yaml` knows.
///
/// @param sender        who writes them
/// @param senderPerhaps who may be writing one
/// @param opening       what they say first
/// @param late          what they say of a mail that is still being tried
/// @param returned      the line after which the copy of the mail stands
/// @param autoReply     how subjects of answers by machines begin
record Styles(
        List<Pattern> sender,
        List<Pattern> senderPerhaps,
        List<Pattern> subject,
        List<Pattern> opening,
        List<Pattern> late,
        List<Pattern> returned,
        List<Pattern> autoReply,
        List<Shape> recipients,
        List<At> points) {
    static final Styles SHIPPED = of(Shipped.read("styles.yaml"));

    /// How a line names who did not get the mail.
    ///
    /// @param after only in reports that say this
    /// @param since only the lines since the last one like this belong to it, and not those behind
    record Shape(Pattern line, Optional<Pattern> after, Optional<Pattern> since) {}

    private record At(Point point, List<Phrase> when) {}

    private static Styles of(Shipped file) {
        return new Styles(
                file.patterns("sender"),
                file.patterns("sender-perhaps"),
                file.patterns("subject"),
                file.patterns("opening"),
                file.patterns("late"),
                file.patterns("returned"),
                file.patterns("auto-reply"),
                file.each("recipients").stream()
                        .map(keys -> new Shape(
                                keys.patterns("line").getFirst(),
                                keys.patterns("after").stream().findFirst(),
                                keys.patterns("since").stream().findFirst()))
                        .toList(),
                file.each("points").stream()
                        .map(keys -> new At(
                                Point.valueOf(keys.must("point").toUpperCase(ROOT)),
                                keys.texts("when").stream().map(Phrase::of).toList()))
                        .toList());
    }

    /// @param words in small letters
    Point point(String words) {
        return Effort.perhaps(() -> points.stream()
                        .filter(at -> at.when().stream().anyMatch(each -> each.isIn(words)))
                        .map(At::point)
                        .findFirst())
                .flatMap(each -> each)
                .orElse(Point.SOMEWHERE);
    }

    boolean isReturnedAfter(String line) {
        return line.length() <= 120 && any(returned, line);
    }

    static boolean any(List<Pattern> patterns, String text) {
        CharSequence watched = Effort.at(text);
        return patterns.stream().anyMatch(each -> each.matcher(watched).find());
    }
}
