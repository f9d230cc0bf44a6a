package dev.tidings.schedule;

import static dev.tidings.schedule.Horizon.NEVER;
import static dev.tidings.schedule.Horizon.NEVER_BEFORE;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.BitSet;

/// The civil days that match, as days since 1970-01-01.
///
/// The Gregorian calendar repeats itself, weekdays included, every 400 years: what does not come in that
/// time never comes.
///
/// @param years  empty when every year will do
/// @param months bits 1–12
/// @param either a day that matches one of the two day fields is enough; otherwise both must match
record Days(BitSet years, int months, MonthDays monthDays, Weekdays weekdays, boolean either) {
    private static final int CYCLE_MONTHS = 400 * 12;
    private static final int YEAR_MAX = 9999;

    boolean isEmpty() {
        return first(
                        years.isEmpty()
                                ? 0
                                : LocalDate.of(years.nextSetBit(0), 1, 1).toEpochDay())
                == NEVER;
    }

    /// The first matching day at or after the given one, or [Horizon#NEVER].
    long first(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        int month = date.getMonthValue();
        long start = day - date.getDayOfMonth() + 1;
        int wanted = -1 << (date.getDayOfMonth() - 1);
        for (int i = 0; i <= CYCLE_MONTHS && year <= YEAR_MAX; i++) {
            if (!years.isEmpty() && !years.get(year)) {
                year = years.nextSetBit(year);
                if (year < 0) {
                    return NEVER;
                }
                month = 1;
                start = LocalDate.of(year, 1, 1).toEpochDay();
                wanted = -1;
            }
            int length = length(year, month);
            int found = daysOf(start, month, length) & wanted;
            if (found != 0) {
                return start + Integer.numberOfTrailingZeros(found);
            }
            start += length;
            wanted = -1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
        return NEVER;
    }

    /// The last matching day at or before the given one, or [Horizon#NEVER_BEFORE].
    long last(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        int month = date.getMonthValue();
        long start = day - date.getDayOfMonth() + 1;
        int wanted = -1 >>> (32 - date.getDayOfMonth());
        for (int i = 0; i <= CYCLE_MONTHS && year > 0; i++) {
            if (!years.isEmpty() && !years.get(year)) {
                year = years.previousSetBit(year);
                if (year < 0) {
                    return NEVER_BEFORE;
                }
                month = 12;
                start = LocalDate.of(year, 12, 1).toEpochDay();
                wanted = -1;
            }
            int found = daysOf(start, month, length(year, month)) & wanted;
            if (found != 0) {
                return start + 31 - Integer.numberOfLeadingZeros(found);
            }
            if (--month < 1) {
                month = 12;
                year--;
            }
            start -= length(year, month);
            wanted = -1;
        }
        return NEVER_BEFORE;
    }

    private int daysOf(long start, int month, int length) {
        if ((months >>> month & 1) == 0) {
            return 0;
        }
        int first = (int) Math.floorMod(start + 4, 7L); // 1970-01-01 was a Thursday
        int byMonth = monthDays.in(length, first);
        int byWeek = weekdays.in(length, first);
        return (either ? byMonth | byWeek : byMonth & byWeek) & (-1 >>> (32 - length));
    }

    private static int length(int year, int month) {
        return month == 2 ? (Year.isLeap(year) ? 29 : 28) : Month.of(month).maxLength();
    }
}
