package dev.tidings.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;

/// How a run is getting on, and what it costs this process.
///
/// Whoever makes the mails reports how many are through. Beside the whole, the rate of the second half is told, when
/// the compiler has done most of its work, and the rate up to 95 in a hundred, which a few stragglers do not spoil.
public final class Progress {
    private final int mails;
    private final Moment start = Moment.after(0);
    private volatile Moment half = start;
    private volatile Moment most = start;

    /// @param through so many mails
    /// @param cpu     of the whole process, since it began
    private record Moment(long through, long nanos, Duration cpu) {
        static Moment after(long through) {
            Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return new Moment(through, System.nanoTime(), cpu);
        }

        double rateTo(Moment later) {
            return (later.through - through) / secondsTo(later);
        }

        double secondsTo(Moment later) {
            return (later.nanos - nanos) / 1e9;
        }

        /// CPU for each mail.
        double microsTo(Moment later) {
            return later.cpu.minus(cpu).toNanos() / 1e3 / (later.through - through);
        }
    }

    /// Begins now.
    public Progress(int mails) {
        this.mails = mails;
    }

    /// So many are through.
    public void reached(long through) {
        if (half == start && through >= mails / 2) {
            half = Moment.after(through);
        }
        if (most == start && through >= mails * 0.95) {
            most = Moment.after(through);
        }
    }

    /// All that will be are through: `name, mails, seconds, mails/s, mails/s to 95 %, mails/s of the second half, CPU
    /// µs a mail of the run, of its second half, peak of the heap in MB`, apart by tabs.
    public String end(String name, long through) {
        Moment end = Moment.after(through);
        return "%s\t%d\t%.2f\t%.0f\t%.0f\t%.0f\t%.1f\t%.1f\t%d"
                .formatted(
                        name,
                        through,
                        start.secondsTo(end),
                        start.rateTo(end),
                        start.rateTo(most),
                        half.rateTo(end),
                        start.microsTo(end),
                        half.microsTo(end),
                        heapPeakMegabytes());
    }

    private static long heapPeakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / (1024 * 1024);
    }
}
