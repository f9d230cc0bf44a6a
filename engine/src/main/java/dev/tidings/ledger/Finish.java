package dev.tidings.ledger;

/// An occurrence that finished.
///
/// @param place rises with every finish of the whole ledger; one that is resumed and finishes again gets a new one
/// @param by    the node that settled the last of its people
public record Finish(long place, OccurrenceRecord occurrence, String by) {}
