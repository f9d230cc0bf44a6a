package dev.tidings.ledger;

import dev.tidings.audience.Drawn;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import java.time.Instant;

/// A row of an audience on its way into the ledger, or a copy of the mail made of one.
///
/// @param due     not before this instant; the Date of the mail
/// @param expires no longer worth sending from then on
/// @param road    the transport it waits for
public record Entry(Drawn drawn, Instant due, Instant expires, String road) {

    /// Tells one delivery from another within the occurrence.
    public Trace trace(Occurrence occurrence) {
        return switch (drawn) {
            case Drawn.Person(var recipient) -> recipient.delivery(recipient.mail(occurrence.trace()));
            case Drawn.Misfit misfit -> occurrence.trace().of(misfit.key());
        };
    }
}
