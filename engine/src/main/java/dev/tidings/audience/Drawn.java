package dev.tidings.audience;

/// What a row of an audience came to.
public sealed interface Drawn {
    /// A person who can be written to.
    record Person(Recipient recipient) implements Drawn {}

    /// A row that makes no recipient. It is recorded, never dropped.
    ///
    /// @param key  the person as far as known: the key column, the written address, or the row's number
    /// @param text what was found where an address should be
    /// @param why  in a sentence that names the rule
    record Misfit(String key, String text, String why, Row row) implements Drawn {}
}
