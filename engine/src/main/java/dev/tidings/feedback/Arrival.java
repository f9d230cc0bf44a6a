package dev.tidings.feedback;

import java.time.Instant;

/// Something that came in, as it was told.
///
/// @param source   by which way: `imap`, `smtp` or `lmtp`, by which anybody may write to us; or a provider's name,
///                 where whoever brings it has made sure that it is theirs: it is believed
/// @param id       the event's own, by which it is told from others of its source: the same event, told twice, has the
///                 same one. Of a message, the hash of its octets
/// @param at       when it came about, as far as that is told; else when it came in. Beyond the years 1970 to 9999,
///                 which somebody may tell, it is the first or the last of these
/// @param original as it came in; of a long one its beginning
public record Arrival(String source, String id, Instant at, Report report, byte[] original) {
    public static final int ORIGINAL_MAX = 256 * 1024;
    private static final int ID_MAX = 255;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    public Arrival {
        at = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
        if (id.isEmpty() || id.length() > ID_MAX || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an event's id is one line of 1 to " + ID_MAX + " characters");
        }
        if (original.length > ORIGINAL_MAX) {
            throw new IllegalArgumentException("at most " + ORIGINAL_MAX + " octets are kept");
        }
    }
}
