package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.mail.ServerWords;
import java.util.Optional;

/// What a server's words say of why it did not take a mail, by the rules that hold for messages too ([ServerWords]).
///
/// @param said    one line
/// @param meaning what they mean
record Diagnosis(String said, ServerWords meaning) {
    static final Diagnosis NONE = of(Optional.empty());

    static Diagnosis of(Optional<String> words) {
        String said = words.map(Diagnosis::line).map(Diagnosis::untyped).orElse("");
        return new Diagnosis(said, ServerWords.of(said, Optional.empty(), Optional.empty()));
    }

    /// With what is said beside the words.
    Diagnosis with(Optional<String> otherStatus, Optional<String> otherCode) {
        return new Diagnosis(said, ServerWords.of(said, otherStatus, otherCode));
    }

    /// Enhanced status code (RFC 3463).
    Optional<String> status() {
        return meaning.status();
    }

    /// Reply code.
    Optional<Integer> code() {
        return meaning.code();
    }

    /// Empty where they say nothing that we know.
    Optional<Reason> reason() {
        return meaning.reason();
    }

    /// What it is where the provider says that it is for good, and that it is about the address.
    Reason hard() {
        return reason().orElse(isTransient() ? Reason.UNDEFINED : Reason.USERUNKNOWN);
    }

    private boolean isTransient() {
        return status().filter(each -> each.startsWith("4")).isPresent()
                || code().filter(each -> each / 100 == 4).isPresent();
    }

    /// What it is where the provider does not say that it is for good: nobody is left out for it at once.
    Reason soft() {
        return reason().filter(each -> !each.isHard()).orElse(Reason.UNDEFINED);
    }

    /// What it is where the provider does not say which of the two.
    Reason either() {
        return reason().orElse(Reason.UNDEFINED);
    }

    /// `smtp; 550 no such user` without its type (RFC 3464 §2.3.6).
    private static String untyped(String line) {
        return line.replaceFirst("^(?i)(smtp|x-[\\w-]{1,20}) ?; ?", "");
    }

    private static String line(String text) {
        String line =
                cut(text, 4 * Notice.SAID_MAX).replaceAll("[\\p{Cc}\\s]+", " ").strip();
        return line.length() > Notice.SAID_MAX ? cut(line, Notice.SAID_MAX - 1) + "…" : line;
    }

    /// No character is halved.
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
