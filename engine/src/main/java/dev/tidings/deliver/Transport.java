package dev.tidings.deliver;

import java.util.List;

/// A named way out.
///
/// Contract: every parcel of a run that is not dropped by [Clerk#arm] is reported exactly once, whatever
/// happens; octets that end a message are written only for armed parcels; what the clerk throws is passed on;
/// several runs may be carried at once.
public interface Transport extends AutoCloseable {
    String name();

    /// Carries a run of parcels; returns when all are reported.
    void carry(List<Parcel> run, Clerk clerk);

    /// How many connections are busy and how many lie ready.
    default Use use() {
        return new Use(0, 0);
    }

    /// Closes what has lain idle too long; called every few seconds.
    default void sweep() {}

    record Use(int busy, int idle) {}

    @Override
    void close();
}
