package dev.tidings.bench.micro;

import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.scheduling.support.CronExpression;

/// The next instant of a schedule, beside Spring's CronExpression.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CronMicro {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int INSTANTS = 1024;

    @Param({"0 */5 * * * *", "0 0 9 * * MON-FRI", "0 30 8 * * MON", "0 0 18 L * *", "0 0 0 29 2 *", "0 30 2 * * *"})
    public String expression = "";

    private final Instant[] instants = new Instant[INSTANTS];
    private final ZonedDateTime[] times = new ZonedDateTime[INSTANTS];
    private @Nullable Schedule ours;
    private @Nullable CronExpression theirs;

    @Setup
    public void parse() {
        ours = Cron.parse(expression, Dialect.SPRING, ZONE);
        theirs = CronExpression.parse(expression);
        Random random = new Random(1);
        for (int each = 0; each < INSTANTS; each++) {
            times[each] = LocalDate.of(2026, 1, 1).atStartOfDay(ZONE).plusSeconds(random.nextInt(365 * 86_400));
            instants[each] = times[each].toInstant();
        }
    }

    @Benchmark
    @OperationsPerInvocation(INSTANTS)
    public void tidings(Blackhole sink) {
        Schedule schedule = Optional.ofNullable(ours).orElseThrow();
        for (Instant each : instants) {
            sink.consume(schedule.next(each));
        }
    }

    @Benchmark
    @OperationsPerInvocation(INSTANTS)
    public void spring(Blackhole sink) {
        CronExpression schedule = Optional.ofNullable(theirs).orElseThrow();
        for (ZonedDateTime each : times) {
            sink.consume(schedule.next(each));
        }
    }
}
