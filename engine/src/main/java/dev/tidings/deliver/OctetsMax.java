package dev.tidings.deliver;

import java.util.Locale;

/// How large a mail may be on a road.
///
/// @param octets as the mail is sent
/// @param source who says so: `max-message`, or the server
public record OctetsMax(long octets, String source) {
    public static final OctetsMax NONE = new OctetsMax(Long.MAX_VALUE, "nobody");

    public boolean admits(long mail) {
        return mail <= octets;
    }

    /// The smaller of the two.
    OctetsMax and(OctetsMax other) {
        return other.octets < octets ? other : this;
    }

    String refuse(long mail) {
        return String.format(Locale.ROOT, "the mail has %,d octets, and %s allows %,d", mail, source, octets);
    }
}
