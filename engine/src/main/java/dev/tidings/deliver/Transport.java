package dev.tidings.deliver;

/// A named way out.
///
/// Contract: every parcel that is taken from the clerk and not dropped by [Clerk#arm] is reported exactly once,
/// whatever happens; octets that end a message are written only for armed parcels; several may carry at once.
public interface Transport extends AutoCloseable {
    String name();

    /// Carries what the clerk hands out, until there is nothing more at this moment; returns when all of it is
    /// reported.
    void carry(Clerk clerk);

    /// How many parcels one hand may have under way at once.
    default int window() {
        return 1;
    }

    /// How large a mail may be, as far as is known.
    default OctetsMax octetsMax() {
        return OctetsMax.NONE;
    }

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
