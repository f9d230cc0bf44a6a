package dev.tidings.deliver;

import dev.tidings.compose.Composition.Composed;

/// A composed message in somebody's hands, ready to be handed over.
public record Parcel(Claim claim, Composed message) {}
