package dev.tidings.run;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Composed parcels between a courier and its hands, bounded by their octets: a few with large attachments,
/// or many small ones. A parcel counts until nobody needs it any more, which is when its answer is on record.
final class Belt {
    static final int OCTETS_MAX = 32 * 1024 * 1024;

    private final int octetsMax;
    private final BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
    private final AtomicInteger idleHands = new AtomicInteger();
    private final ConcurrentMap<Held, Integer> weights = new ConcurrentHashMap<>();
    private final Semaphore room;
    private boolean closed;

    /// A claim, told from an earlier one of the same delivery.
    private record Held(long delivery, long fence) {
        static Held by(Claim claim) {
            return new Held(claim.delivery(), claim.fence());
        }

        /// Deliveries and fences rise together: a record's own hash would put most of them in a few places.
        @Override
        public int hashCode() {
            return Long.hashCode(delivery);
        }
    }

    Belt(int octetsMax) {
        this.octetsMax = octetsMax;
        this.room = new Semaphore(octetsMax);
    }

    /// Waits for room, then puts.
    ///
    /// @return false when the belt is closed; the parcel is not on it then
    boolean put(Parcel parcel) throws InterruptedException {
        int weight = Math.min(parcel.message().content().length, octetsMax);
        room.acquire(weight);
        synchronized (this) {
            if (!closed) {
                weights.put(Held.by(parcel.claim()), weight);
                parcels.add(parcel);
                return true;
            }
        }
        room.release(weight);
        return false;
    }

    /// The next parcel, if one comes within `atMost`.
    Optional<Parcel> take(Duration atMost) throws InterruptedException {
        idleHands.incrementAndGet();
        try {
            return Optional.ofNullable(parcels.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            idleHands.decrementAndGet();
        }
    }

    /// A hand's fair share of what is there now, for one that is at work already: nobody takes much while others
    /// stand idle.
    List<Parcel> takeMore(int most) {
        List<Parcel> more = new ArrayList<>();
        parcels.drainTo(more, Math.min(most, Math.ceilDiv(parcels.size(), 1 + idleHands.get())));
        return more;
    }

    /// Nobody needs this one any more.
    void forget(Claim claim) {
        Optional.ofNullable(weights.remove(Held.by(claim))).ifPresent(room::release);
    }

    /// Takes nothing more; whoever waits for room waits no longer.
    synchronized void close() {
        closed = true;
        room.release(octetsMax);
    }

    /// Takes all there are.
    List<Parcel> clear() {
        List<Parcel> all = new ArrayList<>();
        parcels.drainTo(all);
        return all;
    }

    int size() {
        return parcels.size();
    }
}
