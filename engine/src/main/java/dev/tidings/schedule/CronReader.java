package dev.tidings.schedule;

import static dev.tidings.schedule.Field.DAY_OF_MONTH;
import static dev.tidings.schedule.Field.HOUR;
import static dev.tidings.schedule.Field.MINUTE;
import static dev.tidings.schedule.Field.MONTH;
import static dev.tidings.schedule.Field.SECOND;
import static dev.tidings.schedule.Field.WEEKDAY;
import static dev.tidings.schedule.Field.YEAR;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a whole expression: the zone before it, a nickname, or its fields.
final class CronReader {
    private static final List<Field> FIELDS = List.of(SECOND, MINUTE, HOUR, DAY_OF_MONTH, MONTH, WEEKDAY, YEAR);
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String expression;
    private final Dialect dialect;
    private final Dst dst;

    CronReader(String expression, Dialect dialect, Dst dst) {
        this.expression = expression;
        this.dialect = dialect;
        this.dst = dst;
    }

    Schedule read(ZoneId zone) {
        List<Word> words = Word.in(expression);
        if (!words.isEmpty() && words.getFirst().text().matches("(CRON_)?TZ=.*")) {
            ZoneId own = zone(words.getFirst());
            return rule(words.subList(1, words.size()), own);
        }
        return rule(words, zone);
    }

    private ZoneId zone(Word word) {
        if (!dialect.goLike()) {
            throw new MalformedCron(
                    "\"" + word.text() + "\": " + dialect.name().toLowerCase(Locale.ROOT)
                            + " expressions carry no zone; give it beside the expression",
                    word.offset());
        }
        int begin = word.text().indexOf('=') + 1;
        String name = word.text().substring(begin);
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new MalformedCron(
                    "\"" + name
                            + "\" is not a time zone; zones are written as in the IANA database, as in Asia/Shanghai",
                    word.offset() + begin);
        }
    }

    private Schedule rule(List<Word> words, ZoneId zone) {
        if (words.isEmpty()) {
            throw new MalformedCron("there is no expression; write for example 0 9 * * MON", expression.length());
        }
        Word first = words.getFirst();
        if (!first.text().startsWith("@")) {
            return fields(words, zone);
        }
        String name = dialect.robfig() ? first.text() : first.text().toLowerCase(Locale.ROOT);
        if (name.equals("@every") && dialect.goLike()) {
            return every(words);
        }
        String meaning = NICKNAMES.get(name);
        if (meaning == null || words.size() > 1 || !dialect.nicknames()) {
            throw new MalformedCron("\"" + first.text() + "\": " + nicknamesKnown(), first.offset());
        }
        return cron(Word.in(meaning), List.of(MINUTE, HOUR, DAY_OF_MONTH, MONTH, WEEKDAY), zone, Dialect.TIDINGS);
    }

    private String nicknamesKnown() {
        return switch (dialect) {
            case QUARTZ -> "Quartz knows no @ names; @daily is 0 0 0 * * ? there";
            case SPRING -> "known are, each alone, @yearly @annually @monthly @weekly @daily @midnight @hourly";
            case TIDINGS, ROBFIG5, ROBFIG6 ->
                "known are, each alone, @yearly @annually @monthly @weekly @daily @midnight @hourly, and @every 90s";
        };
    }

    private Schedule every(List<Word> words) {
        Word last = words.getLast();
        Duration period = words.size() == 2
                ? GoDuration.parse(last.text()).orElseThrow(() -> notDuration(last))
                : notDurationAt(last);
        if (dialect.robfig()) { // cuts to whole seconds, and anything below one second is one second
            return new Every(Duration.ofSeconds(Math.max(1, period.toSeconds())));
        }
        if (!Every.isPeriod(period)) {
            throw new MalformedCron(
                    "@every: \"" + last.text() + "\": it must be whole seconds, 1s or more", last.offset());
        }
        return new Every(period);
    }

    private Duration notDurationAt(Word word) {
        throw notDuration(word);
    }

    private MalformedCron notDuration(Word word) {
        return new MalformedCron(
                "@every: \"" + word.text() + "\" is not a duration; write one such as 90s, 15m or 1h30m (a day is 24h)",
                word.offset());
    }

    private Schedule fields(List<Word> words, ZoneId zone) {
        if (words.size() < dialect.fieldsMin || words.size() > dialect.fieldsMax) {
            throw new MalformedCron(counted(words.size()), words.getFirst().offset());
        }
        boolean seconds = words.size() >= 6;
        return cron(words, FIELDS.subList(seconds ? 0 : 1, (seconds ? 0 : 1) + words.size()), zone, dialect);
    }

    private String counted(int count) {
        String found = count == 1 ? "1 field; " : count + " fields; ";
        return found
                + switch (dialect) {
                    case TIDINGS ->
                        "5 are expected: minute hour day-of-month month weekday, or 6 with seconds first"
                                + (count == 7 ? ". A 7th field for the year is Quartz: say dialect: quartz" : "");
                    case ROBFIG5 -> "robfig5 expects 5: minute hour day-of-month month weekday";
                    case ROBFIG6 -> "robfig6 expects 6: second minute hour day-of-month month weekday";
                    case QUARTZ ->
                        "Quartz expects 6 or 7: second minute hour day-of-month month weekday [year]"
                                + secondsMissing(count);
                    case SPRING ->
                        "Spring expects 6: second minute hour day-of-month month weekday" + secondsMissing(count);
                };
    }

    private String secondsMissing(int count) {
        return count == 5 ? ". Put a 0 for the seconds in front" : "";
    }

    private Cron cron(List<Word> words, List<Field> fields, ZoneId zone, Dialect rules) {
        Map<Field, Values> read = new EnumMap<>(Field.class);
        for (int i = 0; i < words.size(); i++) {
            read.put(fields.get(i), new FieldReader(fields.get(i), rules).read(words.get(i)));
        }
        if (rules == Dialect.QUARTZ) {
            requireOneQuestionMark(words.get(3), words.get(5));
        }
        boolean interval = read.getOrDefault(HOUR, Values.NONE).interval();
        return new Cron(expression, dialect, zone, dst, wall(read, rules.eitherDay()), interval);
    }

    private void requireOneQuestionMark(Word dayOfMonth, Word weekday) {
        if (dayOfMonth.is("?") == weekday.is("?")) {
            throw new MalformedCron(
                    "day of month \"" + dayOfMonth.text() + "\" and weekday \"" + weekday.text()
                            + "\": in Quartz exactly one of the two is ?; put ? where the day does not matter",
                    dayOfMonth.offset());
        }
    }

    private static WallClock wall(Map<Field, Values> read, boolean either) {
        Values monthDays = read.getOrDefault(DAY_OF_MONTH, Values.NONE);
        Values weekdays = read.getOrDefault(WEEKDAY, Values.NONE);
        Days days = new Days(
                read.getOrDefault(YEAR, Values.NONE).numbers(),
                (int) read.getOrDefault(MONTH, Values.NONE).bits(),
                new MonthDays((int) (monthDays.bits() >>> 1), monthDays.rules(), monthDays.star()),
                new Weekdays((int) weekdays.bits(), weekdays.rules(), weekdays.star()),
                either && !monthDays.star() && !weekdays.star());
        Times times = new Times(
                read.getOrDefault(SECOND, Values.ZERO).bits(),
                read.getOrDefault(MINUTE, Values.NONE).bits(),
                read.getOrDefault(HOUR, Values.NONE).bits());
        return new WallClock(days, times);
    }
}
