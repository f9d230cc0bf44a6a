package dev.tidings.deliver;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.notification.Stage;

/// A composed message in somebody's hands, ready to be handed over.
///
/// @param stage how far it may go; it was composed for this stage and no other
public record Parcel(Claim claim, Stage stage, Composed message) {}
