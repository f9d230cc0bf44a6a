package dev.tidings.run;

import dev.tidings.deliver.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Composed parcels between a courier and its hands, bounded by their octets: a few with large attachments,
/// or many small ones.
final class Belt {
    private static final int OCTETS_MAX = 32 * 1024 * 1024;

    private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(OCTETS_MAX);

    /// Waits for room, then puts.
    void put(Parcel parcel) throws InterruptedException {
        room.acquire(weight(parcel));
        parcels.add(parcel);
    }

    /// The next parcel, if one comes within `atMost`.
    Optional<Parcel> take(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(parcels.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    }

    /// A taken parcel weighs no more.
    void carried(Parcel parcel) {
        room.release(weight(parcel));
    }

    /// Takes all there are.
    List<Parcel> clear() {
        List<Parcel> all = new ArrayList<>();
        parcels.drainTo(all);
        all.forEach(this::carried);
        return all;
    }

    int size() {
        return parcels.size();
    }

    private static int weight(Parcel parcel) {
        return Math.min(parcel.message().content().length, OCTETS_MAX);
    }
}
