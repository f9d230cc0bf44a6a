package dev.tidings.schedule;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says in English when a wall clock pattern fires.
final class CronWords {
    private static final int MONTHS = 0x1ffe;
    private static final int WEEK = 0x7f;
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
        String said = days() + months() + years();
        String all = times.fixed()
                ? (said.isEmpty() ? "every day" : said.strip()) + " " + times.say()
                : times.say() + (said.isEmpty() ? "" : ", " + said.strip());
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    private String days() {
        boolean anyMonthDay = days.monthDays().days() == MONTH_DAYS;
        boolean anyWeekday = days.weekdays().weekdays() == WEEK;
        if (days.either()) {
            return anyMonthDay || anyWeekday ? "" : monthDays() + ", or " + weekdays();
        }
        if (anyMonthDay && anyWeekday) {
            return "";
        }
        if (anyMonthDay) {
            return weekdays();
        }
        return anyWeekday
                ? monthDays()
                : monthDays() + ", only if it is " + weekdays().replaceFirst("^every", "a");
    }

    private String monthDays() {
        List<String> said = new ArrayList<>();
        Bits.runs(days.monthDays().days() & MONTH_DAYS).forEach(run -> said.add(run.say(Words::ordinal, "to", 3)));
        days.monthDays().rules().forEach(rule -> said.add(rule(rule)));
        return "on the " + Words.list(said) + (days.months() == MONTHS ? " of every month" : "");
    }

    private String weekdays() {
        List<String> said = new ArrayList<>();
        int mondayFirst = days.weekdays().weekdays() >>> 1 | (days.weekdays().weekdays() & 1) << 6;
        Bits.runs(mondayFirst).forEach(run -> said.add(run.say(day -> WEEKDAYS.get((day + 1) % 7), "to", 3)));
        List<String> ruled = new ArrayList<>();
        days.weekdays().rules().forEach(rule -> ruled.add("the " + rule(rule)));
        String everyDay = said.isEmpty() ? "" : "every " + Words.list(said);
        if (ruled.isEmpty()) {
            return everyDay;
        }
        String ofMonth = "on " + Words.list(ruled) + (days.months() == MONTHS ? " of every month" : "");
        return everyDay.isEmpty() ? ofMonth : everyDay + " and " + ofMonth;
    }

    private static String rule(DayRule rule) {
        return switch (rule) {
            case DayRule.BeforeLast last -> lastDay(last.back());
            case DayRule.NearestWeekday near -> "working day nearest to the " + Words.ordinal(near.day());
            case DayRule.NearestWeekdayBeforeLast near ->
                near.back() == 0 ? "last working day" : "working day nearest to the " + lastDay(near.back());
            case DayRule.Nth nth -> COUNTED.get(nth.nth() - 1) + " " + WEEKDAYS.get(nth.weekday());
            case DayRule.Last last -> "last " + WEEKDAYS.get(last.weekday());
        };
    }

    private static String lastDay(int back) {
        return switch (back) {
            case 0 -> "last day";
            case 1 -> "last day but one";
            default -> "day " + back + " days before the last";
        };
    }

    private String months() {
        if (days.months() == MONTHS) {
            return "";
        }
        List<String> said = new ArrayList<>();
        Bits.runs(days.months())
                .forEach(run -> said.add(
                        run.say(month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH), "to", 3)));
        return " in " + Words.list(said);
    }

    private String years() {
        if (days.years().isEmpty()) {
            return "";
        }
        List<String> said = new ArrayList<>();
        for (int from = days.years().nextSetBit(0); from >= 0; ) {
            int end = days.years().nextClearBit(from);
            said.add(new Bits.Run(from, end - 1).say(Integer::toString, "to", 3));
            from = days.years().nextSetBit(end);
        }
        return " in " + Words.list(said);
    }
}
