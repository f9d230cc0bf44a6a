package dev.tidings.workspace;

import dev.tidings.notification.EventSubject;
import dev.tidings.notification.When;
import dev.tidings.schedule.At;
import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Dst;
import dev.tidings.schedule.Every;
import dev.tidings.schedule.Excluding;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Schedule;
import dev.tidings.schedule.Several;
import dev.tidings.schedule.Timing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `schedule:` → [When].
final class ScheduleReader {
    /// What a ledger, a mail's `Date` and every database can hold.
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Duration SPREAD_MAX = Duration.ofDays(7);
    private static final Kind<Duration> SPREAD = Kinds.DURATION.then(ScheduleReader::spread);

    private final House house;
    private final ZoneId usualZone;

    ScheduleReader(House house) {
        this.house = house;
        this.usualZone = house.zone();
    }

    When read(Node node) {
        return node.isMap() || node.isBlank() ? full(node) : When.by(brief(node));
    }

    /// `schedule: "0 9 * * MON"`
    private Optional<Timing> brief(Node node) {
        List<Schedule> rules = node.oneOrMore().stream()
                .flatMap(each -> each.as(cron(Dialect.TIDINGS, usualZone, Dialect.TIDINGS.dst())).stream())
                .toList();
        return timing(rules, Late.DEFAULT, Duration.ZERO, Set.of(), usualZone);
    }

    private When full(Node node) {
        Fields fields = node.fields(NotificationKeys.SCHEDULE);
        ZoneId zone = fields.read("zone", Kinds.ZONE, usualZone);
        List<Schedule> rules = rules(fields, zone);
        Late late = fields.get("late").map(ScheduleReader::late).orElse(Late.DEFAULT);
        Duration spread = fields.read("spread", SPREAD, Duration.ZERO);
        Set<LocalDate> except = except(fields);
        List<EventSubject> on = fields.get("on").map(Node::oneOrMore).orElse(List.of()).stream()
                .flatMap(each -> each.as(house.subject()).stream())
                .toList();
        if (Stream.of("cron", "every", "at", "on").noneMatch(fields::has)) {
            fields.problem(new Mistake(
                    "no time is named",
                    "Write cron, every, at or on; or leave schedule out to run it by hand or by call."));
        }
        return new When(timing(rules, late, spread, except, zone), on);
    }

    private static Optional<Timing> timing(
            List<Schedule> rules, Late late, Duration spread, Set<LocalDate> except, ZoneId zone) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        Schedule several = rules.size() == 1 ? rules.getFirst() : new Several(rules);
        Schedule schedule = except.isEmpty() ? several : new Excluding(several, except, zone);
        return Optional.of(new Timing(schedule, late, spread, Optional.of(shown(rules, zone))));
    }

    /// The zone of the file, unless an expression names its own: `TZ=Europe/Berlin 0 9 * * *`.
    private static ZoneId shown(List<Schedule> rules, ZoneId zone) {
        return rules.stream()
                .filter(Cron.class::isInstance)
                .map(rule -> ((Cron) rule).zone())
                .findFirst()
                .orElse(zone);
    }

    private static List<Schedule> rules(Fields fields, ZoneId zone) {
        Dialect dialect = fields.read("dialect", Kinds.oneOf(Dialect.class), Dialect.TIDINGS);
        Dst dst = fields.get("dst").map(node -> dst(node, dialect.dst())).orElse(dialect.dst());
        List<Schedule> rules = new ArrayList<>();
        fields.get("cron")
                .ifPresent(node -> node.oneOrMore()
                        .forEach(each -> each.as(cron(dialect, zone, dst)).ifPresent(rules::add)));
        fields.read("every", Kinds.PERIOD).map(Every::new).ifPresent(rules::add);
        List<Instant> instants = fields.get("at").map(Node::oneOrMore).orElse(List.of()).stream()
                .flatMap(each -> each.as(instant(zone)).stream())
                .toList();
        if (!instants.isEmpty()) {
            rules.add(new At(instants));
        }
        return rules;
    }

    private static Kind<Schedule> cron(Dialect dialect, ZoneId zone, Dst dst) {
        return new Kind<>("a cron expression", "Write five fields, as in 45 8 * * MON-FRI.", text -> {
            Schedule rule = Cron.parse(text, dialect, zone, dst);
            if (rule.impossible()) {
                throw new Mistake(
                        Quoted.of(text) + " never comes: no day or time fits", "Check the day and the month.");
            }
            return rule;
        });
    }

    private static Kind<Instant> instant(ZoneId zone) {
        String form = "Times are written 2026-12-24T18:00 (in the zone), 2026-12-24T17:00Z or 2026-12-24T18:00+01:00.";
        return new Kind<>("a time", form, text -> {
            String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
            try {
                Instant instant = iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).atZone(zone).toInstant();
                if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                    throw new Mistake(Quoted.of(text) + " is not between the years 1970 and 9999", form);
                }
                return instant;
            } catch (DateTimeException unreadable) {
                throw new Mistake(Quoted.of(text) + " is not a time", form);
            }
        });
    }

    private static Dst dst(Node node, Dst usual) {
        Fields fields = node.fields(NotificationKeys.DST);
        return new Dst(
                fields.read("gap", Kinds.oneOf(Dst.Gap.class), usual.gap()),
                fields.read("overlap", Kinds.oneOf(Dst.Overlap.class), usual.overlap()));
    }

    private static Late late(Node node) {
        Fields fields = node.fields(NotificationKeys.LATE);
        return new Late(
                fields.read("within", Kinds.DURATION, Late.DEFAULT.within()),
                fields.read("then", Kinds.oneOf(Late.Then.class), Late.DEFAULT.then()));
    }

    private static Duration spread(Duration spread) {
        if (spread.compareTo(SPREAD_MAX) > 0) {
            throw new Mistake("is longer than a week", "Write at most 7d.");
        }
        return spread;
    }

    private static Set<LocalDate> except(Fields fields) {
        Set<LocalDate> dates = new HashSet<>();
        fields.get("except")
                .ifPresent(node ->
                        node.oneOrMore().forEach(each -> each.as(Kinds.DATE).ifPresent(dates::add)));
        return dates;
    }
}
