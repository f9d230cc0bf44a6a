package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.schedule.Dst.Gap;
import dev.tidings.schedule.Dst.Overlap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every zone, every change of its clocks, against an answer that is worked out the slow way: all civil
/// times, each resolved by the zone's own rules.
class CronZonesTest {
    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2041-01-01T00:00:00Z");

    private final Random random = new Random(20261123);

    @Test
    void a_daily_mail_fires_once_on_each_civil_day_whatever_the_clocks_do() {
        for (Change change : changes()) {
            LocalTime time = near(change);
            Schedule daily = cron(List.of(time), change.zone(), Dst.DEFAULT);

            List<Instant> fired = all(daily, change.begin(), change.end());

            assertThat(fired).as("%s at %s", change, time).isEqualTo(expected(List.of(time), change, Dst.DEFAULT));
            assertThat(fired).as("%s at %s", change, time).hasSize(change.days().size());
        }
    }

    @Test
    void several_fixed_times_obey_every_choice_forwards_and_backwards() {
        List<Change> changes = changes();
        for (int i = 0; i < 4_000; i++) {
            Change change = changes.get(random.nextInt(changes.size()));
            LocalTime time = near(change);
            List<LocalTime> times = List.of(time, time.withMinute((time.getMinute() + 15) % 60));
            Dst dst = new Dst(Gap.values()[random.nextInt(3)], Overlap.values()[random.nextInt(3)]);
            Schedule schedule = cron(times, change.zone(), dst);

            List<Instant> expected = expected(times, change, dst);

            assertThat(all(schedule, change.begin(), change.end()))
                    .as("%s %s %s", change, times, dst)
                    .isEqualTo(expected);
            assertThat(backwards(schedule, change.begin(), change.end()))
                    .as("%s %s %s", change, times, dst)
                    .isEqualTo(expected);
        }
    }

    private static Schedule cron(List<LocalTime> times, ZoneId zone, Dst dst) {
        String minutes =
                times.stream().map(time -> "" + time.getMinute()).distinct().collect(Collectors.joining(","));
        return Cron.parse(minutes + " " + times.getFirst().getHour() + " * * *", Dialect.TIDINGS, zone, dst);
    }

    /// A time within the two hours around the change, so that it is often skipped or repeated.
    private LocalTime near(Change change) {
        return change.transition()
                .getDateTimeBefore()
                .toLocalTime()
                .plusMinutes(random.nextInt(-120, 120))
                .withSecond(0);
    }

    private static List<Instant> expected(List<LocalTime> times, Change change, Dst dst) {
        TreeSet<Instant> expected = new TreeSet<>();
        for (LocalDate day : change.days()) {
            times.forEach(time ->
                    expected.addAll(resolve(day.atTime(time), change.zone().getRules(), dst)));
        }
        return List.copyOf(expected);
    }

    private static List<Instant> resolve(LocalDateTime civil, ZoneRules rules, Dst dst) {
        List<ZoneOffset> offsets = rules.getValidOffsets(civil);
        return switch (offsets.size()) {
            case 0 -> skipped(civil, rules.getTransition(civil), dst.gap());
            case 1 -> List.of(civil.toInstant(offsets.getFirst()));
            default ->
                switch (dst.overlap()) {
                    case FIRST -> List.of(civil.toInstant(offsets.getFirst()));
                    case SECOND -> List.of(civil.toInstant(offsets.getLast()));
                    case BOTH -> offsets.stream().map(civil::toInstant).toList();
                };
        };
    }

    private static List<Instant> skipped(LocalDateTime civil, ZoneOffsetTransition transition, Gap gap) {
        return switch (gap) {
            case SKIP -> List.of();
            case END -> List.of(transition.getInstant());
            case SHIFT -> List.of(civil.toInstant(transition.getOffsetBefore()));
        };
    }

    private static List<Instant> all(Schedule schedule, Instant begin, Instant end) {
        return Stream.iterate(
                        schedule.next(begin).orElseThrow(),
                        each -> schedule.next(each).orElseThrow())
                .takeWhile(each -> each.isBefore(end))
                .toList();
    }

    private static List<Instant> backwards(Schedule schedule, Instant begin, Instant end) {
        return Stream.iterate(
                        schedule.previous(end).orElseThrow(),
                        each -> schedule.previous(each).orElseThrow())
                .takeWhile(each -> each.isAfter(begin))
                .sorted()
                .toList();
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Set<ZoneRules> seen = new HashSet<>(); // many names are aliases
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> seen.add(zone.getRules()))
                .forEach(zone -> {
                    ZoneOffsetTransition next = zone.getRules().nextTransition(BEGIN);
                    while (next != null && next.getInstant().isBefore(END)) {
                        changes.add(new Change(zone, next));
                        next = zone.getRules().nextTransition(next.getInstant());
                    }
                });
        assertThat(changes).hasSizeGreaterThan(4_000);
        return changes;
    }

    record Change(ZoneId zone, ZoneOffsetTransition transition) {
        /// The civil days around it that exist.
        List<LocalDate> days() {
            LocalDate middle = transition.getDateTimeBefore().toLocalDate();
            return IntStream.rangeClosed(-3, 3)
                    .mapToObj(middle::plusDays)
                    .filter(this::exists)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        private boolean exists(LocalDate day) {
            return day.atStartOfDay(zone).toLocalDate().equals(day);
        }

        Instant begin() {
            return days().getFirst().atStartOfDay(zone).toInstant().minusNanos(1);
        }

        Instant end() {
            return days().getLast().plusDays(1).atStartOfDay(zone).toInstant();
        }
    }
}
