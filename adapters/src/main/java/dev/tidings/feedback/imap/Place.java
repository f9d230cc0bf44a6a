package dev.tidings.feedback.imap;

/// How far a mailbox has been read.
///
/// @param validity tells one numbering of the mailbox from another: 31 bits of its UIDVALIDITY (RFC 3501
///                 §2.3.1.1), which is as much as fits beside a UID; never 0, so that a place is a higher
///                 number than any in a journal
/// @param uid      of the last message that was dealt with; 0 before the first
public record Place(int validity, long uid) {
    private static final long UID_MAX = 0xFFFF_FFFFL;

    public Place {
        if (validity < 1 || uid < 0 || uid > UID_MAX) {
            throw new IllegalArgumentException("31 bits that are not 0, and 32 bits are expected");
        }
    }

    static Place before(long uidValidity) {
        return new Place((int) Math.max(1, uidValidity & Integer.MAX_VALUE), 0);
    }

    Place at(long uid) {
        return new Place(validity, uid);
    }

    /// As one number; that of a later place in the same numbering is higher.
    public long position() {
        return (long) validity << 32 | uid;
    }

    /// @param position that [#position] gave
    public static Place of(long position) {
        return new Place((int) (position >>> 32), position & UID_MAX);
    }
}
