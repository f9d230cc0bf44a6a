package dev.tidings.schedule;

import java.util.List;

/// The fields of a cron expression, in the order in which they are written.
enum Field {
    SECOND("second", "a second", 0, 59),
    MINUTE("minute", "a minute", 0, 59),
    HOUR("hour", "an hour", 0, 23),
    DAY_OF_MONTH("day of month", "a day of the month", 1, 31),
    MONTH("month", "a month", 1, 12),
    WEEKDAY("weekday", "a weekday", 0, 7),
    YEAR("year", "a year", 1970, 2199);

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    final String title;
    final String one;
    private final int min;
    private final int max;

    Field(String title, String one, int min, int max) {
        this.title = title;
        this.one = one;
        this.min = min;
        this.max = max;
    }

    /// Names that may be written instead of numbers, in any case.
    List<String> names() {
        return switch (this) {
            case MONTH -> MONTHS;
            case WEEKDAY -> WEEKDAYS;
            case SECOND, MINUTE, HOUR, DAY_OF_MONTH, YEAR -> List.of();
        };
    }

    /// The smallest number that may be written.
    int min(Dialect dialect) {
        return this == WEEKDAY ? dialect.weekdayMin() : min;
    }

    /// The greatest number that may be written.
    int max(Dialect dialect) {
        return this == WEEKDAY ? dialect.weekdayMax() : max;
    }

    /// Where `*` begins.
    int begins(Dialect dialect) {
        return this == WEEKDAY ? dialect.weekBegins() : min;
    }

    /// Where `*` and an open step end.
    int ends(Dialect dialect) {
        return this == WEEKDAY ? dialect.weekEnds() : max;
    }

    /// The number of a name's place in the list of names.
    int number(int place, Dialect dialect) {
        return this == WEEKDAY ? dialect.numberOf(place) : place + min;
    }

    /// A number as one would write it: by name, where it has one.
    String text(int number, Dialect dialect) {
        if (names().isEmpty()) {
            return Integer.toString(number);
        }
        return names().get(this == WEEKDAY ? dialect.weekday(number) : number - min);
    }

    /// What may be written, for a message.
    String allowed(Dialect dialect) {
        String numbers = min(dialect) + "-" + max(dialect);
        return names().isEmpty() ? numbers : numbers + " or " + names().getFirst() + "-" + names().getLast();
    }
}
