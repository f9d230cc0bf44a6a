package dev.tidings.bench;

import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.springframework.scheduling.support.CronExpression;

/// The next instant of a schedule, beside Spring's CronExpression: five rounds of both in turn, medians and
/// ratios.
public final class CronLoad {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int INSTANTS = 1024;
    private static final int ROUNDS = 5;

    private CronLoad() {}

    public static void main(String[] arguments) {
        System.out.println("expression\tours/s\tSpring/s\tratio");
        for (String expression : new String[] {
            "0 */5 * * * *", "0 0 9 * * MON-FRI", "0 30 8 * * MON", "0 0 18 L * *", "0 0 0 29 2 *", "0 30 2 * * *"
        }) {
            compare(expression);
        }
    }

    private static void compare(String expression) {
        Schedule ours = Cron.parse(expression, Dialect.SPRING, ZONE);
        CronExpression theirs = CronExpression.parse(expression);
        Instant[] instants = new Instant[INSTANTS];
        ZonedDateTime[] times = new ZonedDateTime[INSTANTS];
        Random random = new Random(1);
        for (int each = 0; each < INSTANTS; each++) {
            times[each] = LocalDate.of(2026, 1, 1).atStartOfDay(ZONE).plusSeconds(random.nextInt(365 * 86_400));
            instants[each] = times[each].toInstant();
        }
        double[] our = new double[ROUNDS];
        double[] their = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            our[round] = rate(each -> ours.next(instants[each]).hashCode());
            their[round] = rate(
                    each -> String.valueOf(theirs.next(times[each]) == null).length());
        }
        double ourMedian = median(our);
        double theirMedian = median(their);
        System.out.printf("%s\t%,.0f\t%,.0f\t%.1f%n", expression, ourMedian, theirMedian, ourMedian / theirMedian);
    }

    private static double rate(IntUnaryOperator next) {
        long end = System.nanoTime() + 500_000_000L;
        long count = 0;
        int sum = 0;
        long start = System.nanoTime();
        while (System.nanoTime() < end) {
            for (int each = 0; each < INSTANTS; each++) {
                sum += next.applyAsInt(each);
            }
            count += INSTANTS;
        }
        if (sum == 42) {
            System.out.print("");
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
