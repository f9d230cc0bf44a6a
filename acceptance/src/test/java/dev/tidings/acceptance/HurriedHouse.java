package dev.tidings.acceptance;

import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Cause;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The engine in a process of its own, on a clock that hurries until the first mail is accepted.
///
/// `java … HurriedHouse WORKSPACE FACTOR` fires `everyone` and says `an hour has passed` when it has; then it waits for
/// all of it and says how that ended, in how many seconds after the first mail, and how much heap was used at most.
final class HurriedHouse {
    private final HurriedClock clock;
    private final CountDownLatch accepted = new CountDownLatch(1);

    private HurriedHouse(HurriedClock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) throws Exception {
        HurriedHouse house = new HurriedHouse(new HurriedClock(Integer.parseInt(arguments[1])));
        try (WholeEngine engine = WholeEngine.start(
                Path.of(arguments[0]), house.clock, spec -> new SmtpTransport(spec, house.clock), house::heard)) {
            house.live(engine);
        }
    }

    private void live(WholeEngine engine) throws InterruptedException {
        long occurrence = engine.tidings()
                .run("everyone", Optional.empty(), Cause.MANUAL)
                .orElseThrow()
                .id();
        Instant hour = clock.instant().plus(Duration.ofHours(1));
        while (clock.instant().isBefore(hour)) {
            Thread.sleep(50);
        }
        say("an hour has passed");
        accepted.await();
        long first = System.nanoTime();
        OccurrenceRecord record = awaitFinished(engine, occurrence);
        say("%s: %d accepted in %d s after the first, %d MB of heap at most"
                .formatted(
                        record.result(),
                        record.tally().of(State.ACCEPTED),
                        Duration.ofNanos(System.nanoTime() - first).toSeconds(),
                        heapPeakMegabytes()));
    }

    private void heard(Event event) {
        if (event instanceof Event.RoadOpened && accepted.getCount() > 0) {
            clock.slowDown();
            accepted.countDown();
        }
    }

    private static OccurrenceRecord awaitFinished(WholeEngine engine, long occurrence) throws InterruptedException {
        while (true) {
            OccurrenceRecord record =
                    engine.tidings().history().occurrence(occurrence).orElseThrow();
            if (!record.standing().running()) {
                return record;
            }
            Thread.sleep(50);
        }
    }

    private static long heapPeakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / (1024 * 1024);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
