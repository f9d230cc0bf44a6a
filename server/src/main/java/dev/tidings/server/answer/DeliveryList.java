package dev.tidings.server.answer;

import java.util.List;
import java.util.Optional;

/// A page of an occurrence's deliveries, newest first.
///
/// @param before asks for the next page; null on the last
public record DeliveryList(List<DeliveryAnswer> deliveries, Optional<Long> before) {}
