package dev.tidings.server.api;

import dev.tidings.compose.Composition;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.transport.catcher.Letter;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// One person's mail, as it would be.
///
/// @param why    why there would be none; null where there would be one
/// @param source the whole mail (RFC 5322) in Base64; null where there would be none
public record Previewed(
        String recipient,
        Instant at,
        Optional<String> why,
        Optional<String> subject,
        Optional<String> html,
        Optional<String> text,
        Optional<String> source) {

    static Previewed of(Line.Mail mail) {
        String recipient = mail.recipient().mailbox().toString();
        return switch (mail.composition()) {
            case Composition.Composed composed -> of(recipient, mail.at(), composed);
            case Composition.Unfit unfit -> none(recipient, mail.at(), unfit.rule() + ": " + unfit.why());
            case Composition.Unready unready -> none(recipient, mail.at(), unready.why());
        };
    }

    private static Previewed of(String recipient, Instant at, Composition.Composed composed) {
        Letter letter = Letter.read(composed.content());
        return new Previewed(
                recipient,
                at,
                Optional.empty(),
                Optional.of(composed.subject()),
                letter.html(),
                letter.text(),
                Optional.of(Base64.getEncoder().encodeToString(composed.content())));
    }

    private static Previewed none(String recipient, Instant at, String why) {
        return new Previewed(
                recipient,
                at,
                Optional.of(why),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
