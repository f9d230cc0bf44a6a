package dev.tidings.feedback;

import java.util.List;
import java.util.Optional;

/// What tells which mail it is about, the surest first.
///
/// @param comeTo      addresses that what came in was sent to: one of ours may be signed
/// @param envelopeId  `Original-Envelope-Id` (RFC 3464 §2.2.1), or what a provider calls so
/// @param traces      values of our own header in what was returned, or of what a provider was given with the mail
/// @param messageIds  of the mail that was returned, or answered; without brackets
public record Clues(List<String> comeTo, Optional<String> envelopeId, List<String> traces, List<String> messageIds) {
    public static final Clues NONE = new Clues(List.of(), Optional.empty(), List.of(), List.of());

    public Clues {
        comeTo = List.copyOf(comeTo);
        traces = List.copyOf(traces);
        messageIds = List.copyOf(messageIds);
    }
}
