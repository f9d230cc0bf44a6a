package dev.tidings.feedback.mail;

import java.util.regex.Pattern;

/// Words to look for in others: as they are, or as a regular expression where they hold its signs.
sealed interface Phrase {
    record Plain(String words) implements Phrase {}

    record Shaped(Pattern words) implements Phrase {}

    static Phrase of(String written) {
        return written.matches("[^\\\\.\\[\\]{}()*+?^$|]*") ? new Plain(written) : new Shaped(Pattern.compile(written));
    }

    /// @param said in small letters
    default boolean isIn(String said) {
        return switch (this) {
            case Plain(String words) -> Effort.contains(said, words);
            case Shaped(Pattern words) -> words.matcher(Effort.at(said)).find();
        };
    }
}
