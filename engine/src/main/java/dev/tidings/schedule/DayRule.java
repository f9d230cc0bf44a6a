package dev.tidings.schedule;

/// A rule for days that needs to know the month: how long it is and on which weekday it begins.
///
/// Days of a month are bits here, the 1st is bit 0. Weekdays are numbers, Sunday is 0.
sealed interface DayRule {
    int SATURDAY = 6;

    /// The days that match in a month of that length whose 1st is that weekday.
    int days(int length, int first);

    /// `L` and `L-3`: so many days before the last of the month.
    record BeforeLast(int back) implements DayRule {
        @Override
        public int days(int length, int first) {
            return bit(length - back);
        }
    }

    /// `15W`: the weekday (Monday to Friday) nearest to a day, in the same month. A month without that
    /// day has none.
    ///
    /// @param turnsBack whether the last of the month, when it is a Sunday, gives the Friday before.
    ///                  Spring moves on to the Monday, finds another month, and leaves the month out
    record NearestWeekday(int day, boolean turnsBack) implements DayRule {
        @Override
        public int days(int length, int first) {
            boolean lost = !turnsBack && day == length && weekdayOf(day, first) == 0;
            return day > length || lost ? 0 : bit(nearest(day, length, first));
        }
    }

    /// `LW` and `L-3W`: the weekday (Monday to Friday) nearest to so many days before the last.
    record NearestWeekdayBeforeLast(int back) implements DayRule {
        @Override
        public int days(int length, int first) {
            return back >= length ? 0 : bit(nearest(length - back, length, first));
        }
    }

    /// `MON#2`: the second Monday. A month without a fifth one has none.
    record Nth(int weekday, int nth) implements DayRule {
        @Override
        public int days(int length, int first) {
            int found = 1 + Math.floorMod(weekday - first, 7) + 7 * (nth - 1);
            return found > length ? 0 : bit(found);
        }
    }

    /// `FRIL`: the last Friday.
    record Last(int weekday) implements DayRule {
        @Override
        public int days(int length, int first) {
            return bit(length - Math.floorMod(weekdayOf(length, first) - weekday, 7));
        }
    }

    private static int bit(int day) {
        return day < 1 ? 0 : 1 << (day - 1);
    }

    private static int weekdayOf(int day, int first) {
        return (first + day - 1) % 7;
    }

    private static int nearest(int day, int length, int first) {
        return switch (weekdayOf(day, first)) {
            case SATURDAY -> day == 1 ? 3 : day - 1;
            case 0 -> day == length ? day - 2 : day + 1;
            default -> day;
        };
    }
}
