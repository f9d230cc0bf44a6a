package dev.tidings.compose;

import dev.tidings.audience.Recipient;
import java.time.Instant;

/// A recipient whose mail is to be composed.
///
/// @param due when their mail became due; its Date
public record Addressee(Recipient recipient, Instant due) {}
