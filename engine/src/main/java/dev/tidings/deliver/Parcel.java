package dev.tidings.deliver;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.Dsn;
import java.util.Optional;

/// A composed message in somebody's hands, ready to be handed over.
///
/// @param stage how far it may go; it was composed for this stage and no other
/// @param dsn   what the servers that carry it on are asked to tell the sender
public record Parcel(Claim claim, Stage stage, Composed message, Optional<Dsn> dsn) {
    public Parcel(Claim claim, Stage stage, Composed message) {
        this(claim, stage, message, Optional.empty());
    }
}
