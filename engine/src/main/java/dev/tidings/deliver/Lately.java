package dev.tidings.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// How many went within a time up to now, to a sixtieth of it: what happened in the slice in which the time began
/// still counts.
final class Lately {
    private static final int SLICES = 61;

    private final long slice;
    private final int[] counts = new int[SLICES];
    /// Place in `counts` of the slice that `newest` is the number of.
    private int head;
    private long newest;
    private int sum;

    Lately(Duration time, Instant now) {
        this.slice = Math.max(1, time.toNanos() / (SLICES - 1));
        this.newest = nanos(now) / slice;
    }

    int count(Instant now) {
        moveTo(now);
        return sum;
    }

    void add(int count, Instant now) {
        moveTo(now);
        counts[head] += count;
        sum += count;
    }

    /// The latest of them did not go.
    void takeBack(int count) {
        int left = Math.min(count, sum);
        sum -= left;
        for (int each = head; left > 0; each = (each + SLICES - 1) % SLICES) {
            int here = Math.min(left, counts[each]);
            counts[each] -= here;
            left -= here;
        }
    }

    /// How long until fewer than so many count.
    Duration untilFewerThan(int most, Instant now) {
        moveTo(now);
        int counted = sum;
        for (int age = SLICES - 1; age >= 0 && counted >= most; age--) {
            counted -= counts[(head + SLICES - age) % SLICES];
            if (counted < most) {
                return Duration.ofNanos((newest + SLICES - age) * slice - nanos(now));
            }
        }
        return Duration.ZERO;
    }

    /// A clock that is set back makes nothing that went older or younger.
    private void moveTo(Instant now) {
        long number = nanos(now) / slice;
        if (number - newest >= SLICES) {
            Arrays.fill(counts, 0);
            sum = 0;
            newest = number;
        }
        while (newest < number) {
            newest++;
            head = (head + 1) % SLICES;
            sum -= counts[head];
            counts[head] = 0;
        }
        if (nanos(now) < newest * slice - Bucket.SET_BACK_A_LITTLE.toNanos()) {
            newest = number;
        }
    }

    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
