package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Thousands of expressions that nobody chose.
class CronPropertiesTest {
    private static final long SECONDS_OF_TWO_CENTURIES = 200L * 365 * 86_400;

    private final Random random = new Random(7);

    @Test
    void next_is_the_first_instant_that_matches_and_previous_leads_back() {
        for (int i = 0; i < 2_000; i++) {
            Drawn drawn = drawn();
            Schedule schedule = Cron.parse(drawn.text(), Dialect.TIDINGS, ZoneOffset.UTC);
            Instant from = instant();

            Optional<Instant> next = schedule.next(from);

            assertThat(next.isEmpty()).as(drawn.text()).isEqualTo(schedule.impossible());
            next.ifPresent(found -> {
                assertThat(found).as(drawn.text()).isAfter(from);
                assertThat(drawn.matches(found))
                        .as("%s at %s", drawn.text(), found)
                        .isTrue();
                assertNothingBetween(drawn, from, found);
                assertThat(schedule.next(found.minusSeconds(1)))
                        .as(drawn.text())
                        .contains(found);
                assertThat(schedule.previous(found.plusNanos(1)))
                        .as(drawn.text())
                        .contains(found);
                schedule.previous(found).ifPresent(before -> {
                    assertThat(before).as(drawn.text()).isBeforeOrEqualTo(from);
                    assertThat(schedule.next(before)).as(drawn.text()).contains(found);
                });
            });
        }
    }

    private void assertNothingBetween(Drawn drawn, Instant from, Instant found) {
        long seconds = found.getEpochSecond() - from.getEpochSecond() - 1;
        for (int i = 0; i < 100 && seconds > 0; i++) {
            Instant between = Instant.ofEpochSecond(from.getEpochSecond() + 1 + random.nextLong(seconds));
            if (drawn.matches(between)) {
                fail(drawn.text() + " skips " + between);
            }
        }
    }

    @Test
    void no_expression_in_any_dialect_hangs_or_runs_backwards() {
        List<ZoneId> zones =
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
        int read = 0;
        for (int i = 0; i < 12_000; i++) {
            Dialect dialect = Dialect.values()[random.nextInt(Dialect.values().length)];
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            try {
                Schedule schedule = Cron.parse(scribble(dialect), dialect, zone);
                walk(schedule, instant());
                assertThat(schedule.inWords()).isNotBlank();
                read++;
            } catch (MalformedCron malformed) {
                assertThat(malformed.getMessage()).isNotBlank();
                assertThat(malformed.offset()).isNotNegative();
            }
        }
        assertThat(read).as("enough of them could be read").isGreaterThan(2_500);
    }

    private static void walk(Schedule schedule, Instant from) {
        Instant at = from;
        for (int i = 0; i < 5; i++) {
            Optional<Instant> next = schedule.next(at);
            if (next.isEmpty()) {
                break;
            }
            assertThat(next.get()).as(schedule.toString()).isAfter(at);
            at = next.get();
        }
        if (at != from) {
            Optional<Instant> before = schedule.previous(at);
            before.ifPresent(previous ->
                    assertThat(schedule.next(previous)).as(schedule.toString()).isPresent());
        }
    }

    @Test
    void the_ends_of_time_are_no_trouble() {
        Schedule daily = Cron.parse("@daily", Dialect.TIDINGS, ZoneId.of("Pacific/Kiritimati"));

        assertThat(daily.next(Instant.MAX)).isEmpty();
        assertThat(daily.previous(Instant.MIN)).isEmpty();
        assertThat(daily.next(Instant.MIN)).isPresent();
        assertThat(daily.previous(Instant.MAX)).isPresent();
        assertThat(new Every(java.time.Duration.ofHours(1)).next(Instant.MAX)).isEmpty();
        assertThat(new Every(java.time.Duration.ofHours(1)).previous(Instant.MIN))
                .isEmpty();
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(SECONDS_OF_TWO_CENTURIES) - SECONDS_OF_TWO_CENTURIES / 3,
                random.nextInt(2) * 5_000_000);
    }

    /// A rule as text, and the same rule as a question to the calendar.
    record Drawn(String text, BiPredicate<LocalDate, LocalDateTime> rule) {
        boolean matches(Instant instant) {
            LocalDateTime civil = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            return civil.getNano() == 0 && rule.test(civil.toLocalDate(), civil);
        }
    }

    private Drawn drawn() {
        Numbers seconds = numbers(0, 59);
        Numbers minutes = numbers(0, 59);
        Numbers hours = numbers(0, 23);
        Numbers months = numbers(1, 12);
        DayField monthDay = monthDay();
        DayField weekday = weekday();
        boolean either = !monthDay.star() && !weekday.star();
        String text = String.join(
                " ", seconds.text(), minutes.text(), hours.text(), monthDay.text(), months.text(), weekday.text());
        return new Drawn(
                text,
                (date, civil) -> seconds.has(civil.getSecond())
                        && minutes.has(civil.getMinute())
                        && hours.has(civil.getHour())
                        && months.has(date.getMonthValue())
                        && (either
                                ? monthDay.rule().test(date) || weekday.rule().test(date)
                                : monthDay.rule().test(date) && weekday.rule().test(date)));
    }

    record Numbers(String text, List<Integer> values) {
        boolean has(int value) {
            return values.contains(value);
        }
    }

    private Numbers numbers(int min, int max) {
        int from = random.nextInt(min, max + 1);
        int to = random.nextInt(from, max + 1);
        int step = random.nextInt(1, max - min + 3);
        return switch (random.nextInt(5)) {
            case 0 -> new Numbers("*", range(min, max, 1));
            case 1 -> new Numbers("*/" + step, range(min, max, step));
            case 2 -> new Numbers(from + "/" + step, range(from, max, step));
            case 3 -> new Numbers(from + "-" + to, range(from, to, 1));
            default -> new Numbers(from + "," + to, List.of(from, to));
        };
    }

    private static List<Integer> range(int from, int to, int step) {
        return IntStream.rangeClosed(from, to)
                .filter(n -> (n - from) % step == 0)
                .boxed()
                .toList();
    }

    record DayField(String text, boolean star, java.util.function.Predicate<LocalDate> rule) {}

    private DayField monthDay() {
        int day = random.nextInt(1, 32);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new DayField("*", true, date -> true);
            case 2 ->
                new DayField("L-" + (day - 1), false, date -> date.lengthOfMonth() - date.getDayOfMonth() == day - 1);
            case 3 ->
                new DayField(
                        day + "W",
                        false,
                        date -> day <= date.lengthOfMonth()
                                && nearest(date.withDayOfMonth(day)).equals(date));
            case 4 ->
                new DayField(
                        "LW",
                        false,
                        date -> nearest(date.with(TemporalAdjusters.lastDayOfMonth()))
                                .equals(date));
            default -> {
                Numbers days = numbers(1, 31);
                yield new DayField(
                        days.text(), days.text().matches("\\*|\\*/1"), date -> days.has(date.getDayOfMonth()));
            }
        };
    }

    private static LocalDate nearest(LocalDate day) {
        return IntStream.of(0, -1, 1, -2, 2)
                .mapToObj(day::plusDays)
                .filter(near ->
                        near.getMonth() == day.getMonth() && near.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .findFirst()
                .orElseThrow();
    }

    private DayField weekday() {
        DayOfWeek day = DayOfWeek.of(random.nextInt(1, 8));
        String name = day.name().substring(0, 3);
        int nth = random.nextInt(1, 6);
        return switch (random.nextInt(5)) {
            case 0, 1 -> new DayField("?", true, date -> true);
            case 2 -> new DayField(name.toLowerCase(java.util.Locale.ROOT), false, date -> date.getDayOfWeek() == day);
            case 3 ->
                new DayField(
                        day.getValue() + "#" + nth,
                        false,
                        date -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 == nth - 1);
            default ->
                new DayField(
                        name + "L",
                        false,
                        date -> date.with(TemporalAdjusters.lastInMonth(day)).equals(date));
        };
    }

    private String scribble(Dialect dialect) {
        int fields = random.nextInt(dialect.fieldsMin, dialect.fieldsMax + 1);
        int first = fields >= 6 ? 0 : 1;
        boolean quartz = dialect == Dialect.QUARTZ;
        int silent = random.nextInt(2) == 0 ? 3 : 5;
        return IntStream.range(first, first + fields)
                .mapToObj(field -> quartz && field == silent ? "?" : field(field, dialect))
                .collect(Collectors.joining(" "));
    }

    private String field(int field, Dialect dialect) {
        int[] min = {0, 0, 0, 1, 1, dialect == Dialect.QUARTZ ? 1 : 0, 1970};
        int[] max = {59, 59, 23, 31, 12, 6, 2199};
        List<String> odd = List.of(
                "L", "LW", "L-30", "L-30W", "31W", "1W", "FRI#5", "0#5", "MONL", "*/90", "FRI-MON", "30", "29", "2");
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> "*";
            case 3 -> odd.get(random.nextInt(odd.size()));
            default -> numbers(min[field], max[field]).text();
        };
    }
}
