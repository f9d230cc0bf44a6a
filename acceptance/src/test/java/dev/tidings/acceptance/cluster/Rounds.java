package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// The rounds of one trouble, and how long it took each time until it went on.
final class Rounds implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final int times;
    private final Random random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Future<?>> watches = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestMillis = new AtomicLong();

    Rounds(Cluster cluster, int times, Random random) {
        this.cluster = cluster;
        this.times = times;
        this.random = random;
    }

    /// One round, at this node.
    interface Round {
        void at(int node) throws Exception;
    }

    interface Act {
        void now() throws Exception;
    }

    Cluster cluster() {
        return cluster;
    }

    Random random() {
        return random;
    }

    /// One after the other, at any of the first so many nodes.
    void one(int nodes, Round round) throws Exception {
        for (int time = 0; time < times; time++) round.at(random.nextInt(nodes));
    }

    /// At two nodes at a time, half of the rounds each, so that it takes half the time. The third is spared.
    void two(Round round) throws Exception {
        List<Callable<Integer>> both = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            int here = node;
            both.add(() -> {
                Thread.sleep(here * Trouble.LONGER_THAN_A_LEASE.toMillis() / 2);
                for (int time = here; time < times; time += 2) round.at(here);
                return here;
            });
        }
        for (Future<Integer> each : threads.invokeAll(both)) each.get();
    }

    /// Until mail is being taken; while nothing is, a fault hits nothing.
    void awaitMail() throws IOException, InterruptedException {
        long before = cluster.heard();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (cluster.heard() == before) {
            if (System.nanoTime() > end) throw new IllegalStateException("no mail is taken any more");
            Thread.sleep(20);
        }
    }

    /// How long it takes, from now on, until nothing is left in the hands of a process that cannot use them.
    void watchHands(long pid) {
        watches.add(threads.submit(() -> {
            long begun = System.nanoTime();
            long end = begun + PATIENCE.toNanos();
            while (inHands(pid) > 0 && System.nanoTime() < end) Thread.sleep(LOOK_MILLIS);
            took(begun);
            return pid;
        }));
    }

    private long inHands(long pid) {
        try {
            return cluster.database().inHandsOf(pid);
        } catch (SQLException later) {
            return 1;
        }
    }

    /// How long it takes, from the beginning of an act, until mail is taken again after its end.
    void timeToMail(Act act) throws Exception {
        long begun = System.nanoTime();
        act.now();
        awaitMail();
        took(begun);
    }

    private void took(long begun) {
        longestMillis.accumulateAndGet((System.nanoTime() - begun) / 1_000_000, Math::max);
    }

    /// Waits for whoever still watches.
    Duration longest() throws Exception {
        for (Future<?> each : watches) each.get();
        return Duration.ofMillis(longestMillis.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
