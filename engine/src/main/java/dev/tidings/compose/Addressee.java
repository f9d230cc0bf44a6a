package dev.tidings.compose;

import dev.tidings.audience.Recipient;
import java.time.Instant;

public record Addressee(Recipient recipient, Instant due) {}
