package dev.tidings.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Reads one field: a list of items, each a star, a value or a range, with or without a step, or a rule
/// for days.
final class FieldReader {
    private final Field field;
    private final Dialect dialect;
    private final BitSet numbers = new BitSet();
    private final List<DayRule> rules = new ArrayList<>();
    private boolean star;
    private boolean interval = true;

    FieldReader(Field field, Dialect dialect) {
        this.field = field;
        this.dialect = dialect;
    }

    Values read(Word word) {
        for (Word item : word.split(',')) {
            if (!item.isEmpty()) {
                item(item);
            } else if (!dialect.goLike()) {
                throw wrong(word, "a comma has nothing beside it; remove the comma or write the missing value");
            }
        }
        boolean all = field == Field.HOUR && numbers.cardinality() == 24;
        return new Values(numbers, List.copyOf(rules), star, interval || all);
    }

    private void item(Word item) {
        if (rule(item)) {
            interval = false;
            return;
        }
        List<Word> parts = item.split('/');
        if (parts.size() > 2) {
            throw wrong(item, "only one step is possible, as in */15");
        }
        Word base = parts.getFirst();
        if (parts.size() == 2) {
            int step = step(parts.get(1));
            stepped(base, step);
        } else if (base.is("*") || base.is("?")) {
            every(base, 1);
        } else {
            List<Word> ends = base.split('-');
            int from = number(ends.getFirst());
            range(base, from, ends.size() == 1 ? from : upper(base, ends), 1);
            interval = false;
        }
    }

    private void stepped(Word base, int step) {
        boolean leadingSlash = base.isEmpty() && dialect == Dialect.QUARTZ;
        if (base.is("*") || base.is("?") || leadingSlash) {
            every(base, step);
            return;
        }
        List<Word> ends = base.split('-');
        int from = number(ends.getFirst());
        range(base, from, ends.size() == 1 ? Math.max(from, field.ends(dialect)) : upper(base, ends), step);
    }

    private void every(Word base, int step) {
        if (base.is("?") && !dialect.questionMarkIn(field)) {
            throw wrong(base, "? is for the day of month and the weekday only; write *");
        }
        star |= step == 1;
        add(field.begins(dialect), field.ends(dialect), step);
    }

    private int upper(Word range, List<Word> ends) {
        if (ends.size() > 2) {
            throw wrong(range, "a range has two ends, as in " + field.min(dialect) + "-" + field.max(dialect));
        }
        return number(ends.get(1));
    }

    private void range(Word range, int from, int to, int step) {
        int cycle = field.ends(dialect) - field.begins(dialect) + 1;
        if (beginsTheWeek(range, from, to)) {
            add(0, to, step);
        } else if (from <= to) {
            add(from, to, step);
        } else if (wraps(range)) {
            add(from, to + cycle, step);
        } else {
            throw wrong(range, "a range goes upwards; to go round the end write " + aroundTheEnd(range, from, to));
        }
    }

    /// A range from 7 begins with Sunday: SUN-FRI is 0-5. Spring takes that so far that 7-7 is the whole
    /// week.
    private boolean beginsTheWeek(Word range, int from, int to) {
        boolean sunday = field == Field.WEEKDAY && from == 7 && dialect != Dialect.QUARTZ;
        return sunday && (to < 7 || (dialect == Dialect.SPRING && range.text().contains("-")));
    }

    private boolean wraps(Word range) {
        return switch (dialect) {
            case TIDINGS ->
                !field.names().isEmpty() && Character.isLetter(range.text().charAt(0));
            case QUARTZ -> field != Field.YEAR;
            case ROBFIG5, ROBFIG6, SPRING -> false;
        };
    }

    private String aroundTheEnd(Word range, int from, int to) {
        List<Word> ends = range.split('-');
        String first = ends.getFirst().text();
        String last = ends.getLast().text();
        String end = field.text(field.ends(dialect), dialect);
        String begin = field.text(field.begins(dialect), dialect);
        return (from == field.ends(dialect) ? first : first + "-" + end) + ","
                + (to == field.begins(dialect) ? last : begin + "-" + last);
    }

    private void add(int from, int to, int step) {
        int begins = field.begins(dialect);
        int cycle = field.ends(dialect) - begins + 1;
        for (int number = from; number <= to; number += step) {
            int inside = number > field.max(dialect) ? begins + Math.floorMod(number - begins, cycle) : number;
            numbers.set(field == Field.WEEKDAY ? dialect.weekday(inside) : inside);
        }
    }

    private boolean rule(Word item) {
        if (!dialect.extended()) {
            return false;
        }
        String text = item.text().toUpperCase(Locale.ROOT);
        return switch (field) {
            case DAY_OF_MONTH -> monthRule(item, text);
            case WEEKDAY -> weekRule(item, text);
            case SECOND, MINUTE, HOUR, MONTH, YEAR -> false;
        };
    }

    private boolean monthRule(Word item, String text) {
        if (text.startsWith("L")) {
            boolean weekday = text.endsWith("W");
            String back = text.substring(1, text.length() - (weekday ? 1 : 0));
            int days = back.isEmpty() ? 0 : daysBack(item, back);
            rules.add(weekday ? new DayRule.NearestWeekdayBeforeLast(days) : new DayRule.BeforeLast(days));
            return true;
        }
        if (text.endsWith("W")) {
            int day = number(item.part(0, text.length() - 1));
            rules.add(new DayRule.NearestWeekday(day, dialect != Dialect.SPRING));
            return true;
        }
        return false;
    }

    private int daysBack(Word item, String back) {
        if (!back.matches("-\\d{1,2}") || Integer.parseInt(back.substring(1)) > 30) {
            throw wrong(item, "days before the last are written L-1 to L-30, and L-1W or LW for the nearest weekday");
        }
        return Integer.parseInt(back.substring(1));
    }

    private boolean weekRule(Word item, String text) {
        int hash = text.indexOf('#');
        if (hash >= 0) {
            String nth = text.substring(hash + 1);
            if (!nth.matches("[1-5]")) {
                throw wrong(item, "after # stands which one of the month, 1-5, as in MON#1");
            }
            rules.add(new DayRule.Nth(weekday(item.part(0, hash)), Integer.parseInt(nth)));
            return true;
        }
        if (text.equals("L")) {
            if (dialect != Dialect.QUARTZ) {
                throw wrong(item, "L alone says no weekday; the last Friday of the month is FRIL");
            }
            numbers.set(DayRule.SATURDAY);
            return true;
        }
        if (text.endsWith("L")) {
            rules.add(new DayRule.Last(weekday(item.part(0, text.length() - 1))));
            return true;
        }
        return false;
    }

    private int weekday(Word word) {
        return dialect.weekday(number(word));
    }

    private int step(Word word) {
        if (!word.isNumber() || word.toInt() < 1) {
            throw wrong(word, "a step is a number of 1 or more, as in */15");
        }
        int most = field == Field.WEEKDAY ? 7 : field.max(dialect);
        if (dialect == Dialect.QUARTZ && word.toInt() > most) {
            throw wrong(word, "Quartz allows steps up to " + most + " here");
        }
        return word.toInt();
    }

    private int number(Word word) {
        if (word.isNumber()) {
            int number = word.toInt();
            if (number < field.min(dialect) || number > field.max(dialect)) {
                throw notAllowed(word);
            }
            return number;
        }
        int place = field.names().indexOf(word.text().toUpperCase(Locale.ROOT));
        if (place < 0) {
            throw notAllowed(word);
        }
        return field.number(place, dialect);
    }

    private MalformedCron notAllowed(Word word) {
        String what = word.isEmpty() ? "a value is missing" : "\"" + word.text() + "\" is not " + field.one;
        String message = field.title + ": " + what + ": " + allowed(word) + hint(word.text());
        return new MalformedCron(message, word.offset());
    }

    private String allowed(Word word) {
        return field == Field.HOUR && word.isNumber() ? "hours go from 0 to 23" : field.allowed(dialect);
    }

    private String hint(String text) {
        boolean weekday = field == Field.WEEKDAY;
        if (weekday && dialect == Dialect.QUARTZ) {
            return ". Quartz counts SUN=1 to SAT=7";
        }
        if (weekday && dialect.robfig() && text.equals("7")) {
            return ". robfig counts Sunday as 0";
        }
        if (field == Field.HOUR && text.equals("24")) {
            return ". Midnight is 0";
        }
        if (text.length() > 3 && field.names().contains(text.substring(0, 3).toUpperCase(Locale.ROOT))) {
            return ". Names have three letters: " + text.substring(0, 3).toUpperCase(Locale.ROOT);
        }
        if (text.matches("(?i).*[LW#].*") && (weekday || field == Field.DAY_OF_MONTH) && !dialect.extended()) {
            return ". robfig knows no L, W or #; dialect tidings does";
        }
        return "";
    }

    private MalformedCron wrong(Word word, String why) {
        return new MalformedCron(field.title + ": \"" + word.text() + "\": " + why, word.offset());
    }
}
