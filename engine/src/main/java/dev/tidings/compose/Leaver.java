package dev.tidings.compose;

import dev.tidings.mail.Address;
import java.util.Optional;

/// Somebody who may want no more mail.
///
/// @param notification the one they were sent; all of them when empty
public record Leaver(Address address, Optional<String> notification) {}
