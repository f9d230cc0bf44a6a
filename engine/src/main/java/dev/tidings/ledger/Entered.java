package dev.tidings.ledger;

/// What a page of an audience came to.
///
/// @param people     new on record, waiting
/// @param misfits    new on record, failed: rows that make no recipient
/// @param suppressed new on record, and not to be mailed
/// @param repeated   already on record: a person who is in the audience twice, or a page read again after a
///                   crash
public record Entered(int people, int misfits, int suppressed, int repeated) {
    public static final Entered NOBODY = new Entered(0, 0, 0);

    /// Where nobody is suppressed.
    public Entered(int people, int misfits, int repeated) {
        this(people, misfits, 0, repeated);
    }
}
