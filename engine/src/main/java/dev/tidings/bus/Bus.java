package dev.tidings.bus;

import java.time.Duration;

/// Wakes whoever waits for work on a subject: the agenda, occurrences, news of nodes and of roads, or a road's name.
///
/// Contract: a ring that comes while nobody waits is kept for the next one to wait; several rings may count
/// as one; a ring may be lost.
public interface Bus extends AutoCloseable {
    void ring(String subject);

    /// Returns when the subject rings, or after `atMost`.
    ///
    /// @throws InterruptedException when the waiting thread is asked to end
    void await(String subject, Duration atMost) throws InterruptedException;

    /// Nobody should rely on being woken for longer than that.
    Duration patience();

    @Override
    void close();
}
