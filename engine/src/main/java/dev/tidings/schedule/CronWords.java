package dev.tidings.schedule;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Says in English when a wall clock pattern fires.
final class CronWords {
    private static final int MONTHS = 0x1ffe;
    private static final int WEEK = 0x7f;
    private static final int SUNDAY = 1;
    private static final int MONDAY = 2;
    private static final int LISTED_MAX = 6;
    private static final int MONTH_DAYS = 0x7fffffff;
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    private static final List<String> COUNTED = List.of("first", "second", "third", "fourth", "fifth");

    private final Days days;
    private final TimeWords times;

    CronWords(WallClock wall) {
        this.days = wall.days();
        this.times = new TimeWords(wall.times());
    }

    String say() {
        String all = times.fixed() ? daysThenTimes() : timesThenDays();
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    private String daysThenTimes() {
        String said = days();
        return (said.isEmpty() ? "every day" : said) + (said.contains(",") ? ", " : " ") + times.say();
    }

    private String timesThenDays() {
        String said = days();
        return times.say() + (said.isEmpty() ? "" : ", " + said);
    }

    private String days() {
        boolean anyMonthDay = days.monthDays().days() == MONTH_DAYS;
        boolean anyWeekday = days.weekdays().weekdays() == WEEK;
        if (days.either() ? anyMonthDay || anyWeekday : anyMonthDay && anyWeekday) {
            return join(everyMonth() ? "" : "every day" + in(), years());
        }
        if (days.either()) {
            return join(monthDays() + ", or " + weekdays(), years());
        }
        if (anyMonthDay) {
            return join(weekdays(), years());
        }
        String onlyIf = anyWeekday ? "" : ", only if it is " + weekdays().replaceFirst("^every", "a");
        return join(monthDays() + onlyIf, years());
    }

    private static String join(String said, String more) {
        return (said + more).strip();
    }

    private String monthDays() {
        List<Integer> numbers = Bits.numbers((days.monthDays().days() & MONTH_DAYS) * 2L);
        int distance = Bits.distance(numbers);
        List<String> said = numbers.size() > LISTED_MAX && distance > 1
                ? new ArrayList<>(
                        List.of(Words.ordinal(distance) + " day from the " + Words.ordinal(numbers.getFirst())))
                : Bits.say(numbers, Words::ordinal);
        days.monthDays().rules().forEach(rule -> said.add(rule(rule)));
        return (numbers.size() > LISTED_MAX && distance > 1 ? "on every " : "on the ") + Words.list(said) + of();
    }

    private String weekdays() {
        List<Integer> numbers = fromMonday();
        List<String> said = Bits.say(numbers, day -> WEEKDAYS.get(day % 7));
        boolean run = said.size() == 1 && numbers.size() > 1;
        String plain = said.isEmpty() ? "" : (run ? "" : "every ") + Words.list(said) + in();
        List<String> ruled =
                days.weekdays().rules().stream().map(CronWords::rule).toList();
        String ofMonth = ruled.isEmpty() ? "" : "on the " + Words.list(ruled) + of();
        return plain.isEmpty() || ofMonth.isEmpty() ? plain + ofMonth : plain + " and " + ofMonth;
    }

    /// Monday is 1 and Sunday 7; days that go on over Sunday count on, so that FRI-MON is 5 to 8.
    private List<Integer> fromMonday() {
        int week = days.weekdays().weekdays();
        boolean overSunday = week != WEEK && (week & SUNDAY) != 0 && (week & MONDAY) != 0;
        int start = overSunday ? 1 + Integer.numberOfTrailingZeros(~(week >> 1)) : 1;
        return IntStream.range(start, start + 7)
                .filter(day -> (week >> day % 7 & 1) != 0)
                .boxed()
                .toList();
    }

    private static String rule(DayRule rule) {
        return switch (rule) {
            case DayRule.BeforeLast(int back) -> beforeLast(back);
            case DayRule.NearestWeekday(int day, boolean _) -> "working day nearest to the " + Words.ordinal(day);
            case DayRule.NearestWeekdayBeforeLast(int back) ->
                back == 0 ? "last working day" : "working day nearest to the " + beforeLast(back);
            case DayRule.Nth(int weekday, int nth) -> COUNTED.get(nth - 1) + " " + WEEKDAYS.get(weekday);
            case DayRule.Last(int weekday) -> "last " + WEEKDAYS.get(weekday);
        };
    }

    private static String beforeLast(int back) {
        return switch (back) {
            case 0 -> "last day";
            case 1 -> "last day but one";
            default -> Words.ordinal(back) + " day before the last";
        };
    }

    private boolean everyMonth() {
        return days.months() == MONTHS;
    }

    private String of() {
        return everyMonth() ? " of every month" : " of " + months();
    }

    private String in() {
        return everyMonth() ? "" : " in " + months();
    }

    private String months() {
        return Words.list(Bits.say(
                Bits.numbers(days.months()), month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    }

    private String years() {
        List<Integer> years = days.years().stream().boxed().toList();
        return years.isEmpty() ? "" : " in " + Words.list(Bits.say(years, Integer::toString));
    }
}
