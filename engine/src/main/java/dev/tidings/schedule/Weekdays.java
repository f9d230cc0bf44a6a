package dev.tidings.schedule;

import java.util.List;

/// The weekday field.
///
/// @param weekdays bits, Sunday is bit 0
/// @param rules    those that depend on the month
/// @param star     the field leaves the choice to the day-of-month field
record Weekdays(int weekdays, List<DayRule> rules, boolean star) {
    private static final int WEEK = 0x7f;
    private static final long FIVE_WEEKS = 1L | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28;

    int in(int length, int first) {
        int week = (weekdays >>> first | weekdays << (7 - first)) & WEEK;
        int found = (int) (week * FIVE_WEEKS);
        for (int i = 0; i < rules.size(); i++) {
            found |= rules.get(i).days(length, first);
        }
        return found;
    }
}
