package dev.tidings.deliver;

import java.util.List;

/// What a courier does for a transport while it carries parcels.
public interface Clerk {
    /// Asked once for each parcel, right before the octets that may make the next hop take responsibility are
    /// written. Blocks until it is on record that they may be.
    ///
    /// @return those of the parcels that may go on; the others belong to somebody else by now and must be
    ///         dropped
    List<Parcel> arm(List<Parcel> parcels);

    /// Told once for each parcel, as soon as it is known. Does not block.
    void report(Parcel parcel, Attempt attempt);
}
