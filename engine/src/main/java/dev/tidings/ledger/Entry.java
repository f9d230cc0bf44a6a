package dev.tidings.ledger;

import dev.tidings.audience.Drawn;
import java.time.Instant;

/// A row of an audience on its way into the ledger.
///
/// @param due     not before this instant; the Date of the mail
/// @param expires no longer worth sending from then on
/// @param road    the transport it waits for
public record Entry(Drawn drawn, Instant due, Instant expires, String road) {

    /// Tells one person from another within the occurrence.
    public String key() {
        return switch (drawn) {
            case Drawn.Person person -> person.recipient().key();
            case Drawn.Misfit misfit -> misfit.key();
        };
    }
}
