package dev.tidings.deliver;

import java.util.List;

/// What a courier does for a transport while it carries parcels.
public interface Clerk {
    /// Hands out parcels that are ready at this moment, without waiting for more; none when there is nothing to
    /// carry.
    ///
    /// @param most at least 1
    List<Parcel> next(int most);

    /// Asked right before the octets that may make the next hop take responsibility are written. Blocks until it is
    /// on record that they may be. A parcel whose server left before it was read may be asked for again.
    ///
    /// @return those of the parcels that may go on; the others belong to somebody else by now and must be
    ///         dropped
    List<Parcel> arm(List<Parcel> parcels);

    /// Told once for each parcel, as soon as it is known. Does not block.
    void report(Parcel parcel, Attempt attempt);
}
