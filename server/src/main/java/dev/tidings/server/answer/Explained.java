package dev.tidings.server.answer;

import java.util.List;

/// What became of a mail, or of all mail to an address, and why.
///
/// @param of      what was asked for
/// @param kind    `address`, `trace`, `delivery`, or `nothing` when the question could not be read
/// @param summary in one sentence
/// @param mails   the life of each, newest first
/// @param without occurrences that sent them nothing, newest first
public record Explained(String of, String kind, String summary, List<DeliveryDetail> mails, List<Without> without) {

    /// @param why nobody was sent this one, in a sentence
    public record Without(OccurrenceAnswer occurrence, String why) {}
}
