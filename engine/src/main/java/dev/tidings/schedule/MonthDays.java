package dev.tidings.schedule;

import java.util.List;

/// The day-of-month field.
///
/// @param days  bits, the 1st is bit 0
/// @param rules those that depend on the month
/// @param star  the field leaves the choice to the weekday field
record MonthDays(int days, List<DayRule> rules, boolean star) {
    int in(int length, int first) {
        int found = days;
        for (int i = 0; i < rules.size(); i++) {
            found |= rules.get(i).days(length, first);
        }
        return found;
    }
}
