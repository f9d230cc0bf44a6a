package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import java.util.Optional;

/// What is told of why a mail failed.
///
/// @param words  the server's, on one line, in small letters
/// @param code   the reply code, `550`
/// @param status the enhanced status code, `5.1.1`
/// @param place  where it was said: the recipient's domain and servers' names, as far as they are told
/// @param local  whether a program on the reporting server said it rather than another server (`X-Unix`)
record Saying(String words, Optional<Integer> code, Optional<String> status, Point point, String place, boolean local) {
    Saying {
        words = Text.cut(words, Limits.SAID);
    }

    /// Of words alone: codes and point are what they say themselves.
    static Saying of(String said, String place) {
        Codes codes = Codes.in(said);
        String line = Text.oneLine(Text.cut(said, 2 * Limits.SAID)).toLowerCase(ROOT);
        String words = Effort.perhaps(() -> Codes.once(Addresses.hidden(line))).orElse(line);
        return new Saying(words, codes.code(), codes.status(), Styles.SHIPPED.point(words), place, false);
    }

    Saying with(Codes codes) {
        return new Saying(words, codes.code(), codes.status(), point, place, local);
    }

    Saying at(Point other) {
        return new Saying(words, code, status, other, place, local);
    }

    Saying byProgram() {
        return new Saying(words, code, status, point, place, true);
    }

    /// The same failure as other words tell it. What those do not say, these do.
    Saying inWords(String others) {
        Saying told = of(others, place);
        Codes codes = new Codes(code, status).or(new Codes(told.code, told.status));
        return new Saying(
                told.words, codes.code(), codes.status(), point == Point.SOMEWHERE ? told.point : point, place, local);
    }

    /// What another server said, where these words repeat it: everything from its code on.
    Saying quoted() {
        return new Saying(Codes.from(words), code, status, point, place, local);
    }
}
