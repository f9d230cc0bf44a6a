package dev.tidings.deliver;

import java.util.List;

/// A named way out.
///
/// Contract: every parcel of a run that is not dropped by [Handover#arm] is reported exactly once, whatever
/// happens; octets that end a message are written only for armed parcels; a run is carried over one
/// connection, in order; several runs may be carried at once.
public interface Transport extends AutoCloseable {
    String name();

    /// Carries a run of parcels; returns when all are reported.
    void carry(List<Parcel> run, Handover handover);

    @Override
    void close();
}
