package dev.tidings.server.api;

import dev.tidings.compose.Composition;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.server.answer.InWords;
import dev.tidings.transport.catcher.Letter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// One person's mail, as it would be.
///
/// @param copies who would get a copy: `cc boss@example.com`
/// @param why    why there would be none; null where there would be one
/// @param source the whole mail (RFC 5322) in Base64; null where there would be none
public record Previewed(
        String recipient,
        List<String> copies,
        Instant at,
        Optional<String> why,
        Optional<String> subject,
        Optional<String> html,
        Optional<String> text,
        Optional<String> source) {

    static Previewed of(Line.Mail mail) {
        return switch (mail.composition()) {
            case Composition.Composed composed -> of(mail, composed);
            case Composition.Unfit unfit -> none(mail, unfit.rule() + ": " + unfit.why());
            case Composition.Unready unready -> none(mail, unready.why());
        };
    }

    private static Previewed of(Line.Mail mail, Composition.Composed composed) {
        Letter letter = Letter.read(composed.content());
        return new Previewed(
                mail.recipient().mailbox().toString(),
                InWords.copies(mail),
                mail.at(),
                Optional.empty(),
                Optional.of(composed.subject()),
                letter.html(),
                letter.text(),
                Optional.of(Base64.getEncoder().encodeToString(composed.content())));
    }

    private static Previewed none(Line.Mail mail, String why) {
        return new Previewed(
                mail.recipient().mailbox().toString(),
                InWords.copies(mail),
                mail.at(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
