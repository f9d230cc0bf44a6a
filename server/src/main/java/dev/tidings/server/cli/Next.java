package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tidings.notification.EventSubject;
import dev.tidings.notification.Notification;
import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.MalformedCron;
import dev.tidings.schedule.Schedule;
import dev.tidings.schedule.Timing;
import dev.tidings.server.answer.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `next`: when a notification, or any cron expression, is due.
@Command(
        name = "next",
        mixinStandardHelpOptions = true,
        description = {
            "Say when a notification, or any cron expression, is due next.",
            "With - as the expression, answer lines of standard input: dialect, zone, from and expression, separated"
                    + " by tabs. Each gives one line: an instant, \"never\" or \"error: ...\"."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings next weekly-report",
            "  tidings next --cron '45 8 * * MON-FRI' --zone Europe/Berlin -n 3",
            "  tidings next --cron '0 0 9 ? * 2#1' --dialect quartz --from 2026-11-01",
            "  printf 'spring\\tUTC\\t2026-11-23T00:00:00Z\\t0 0 9 * * MON\\n' | tidings next --cron -"
        })
final class Next implements Runnable {
    private static final int MOST = 1000;

    private final Surroundings around;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A notification of the workspace.")
    @Nullable
    String name;

    @Option(names = "--cron", paramLabel = "EXPR", description = "An expression instead, or - for lines of input.")
    @Nullable
    String expression;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Where the expression holds. Default: UTC.")
    @Nullable
    String zone;

    @Option(
            names = "--dialect",
            paramLabel = "D",
            defaultValue = "tidings",
            description = "Whose rules: tidings, robfig5, robfig6, quartz or spring. Default: tidings.")
    Dialect dialect = Dialect.TIDINGS;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Strictly after this time. Default: now.")
    @Nullable
    String from;

    @Option(names = "-n", paramLabel = "N", defaultValue = "5", description = "How many. Default: 5.")
    int count = 5;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Next(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        if ((name == null) == (expression == null)) {
            throw Stop.usage("one of NAME and --cron is needed", "Try: tidings next --help");
        }
        if (count < 1 || count > MOST) {
            throw Stop.usage("-n is " + count, "It is 1 to " + MOST + ".");
        }
        if (name != null) {
            ofNotification(name);
        } else if ("-".equals(expression)) {
            ofLines();
        } else {
            ofExpression(String.valueOf(expression));
        }
    }

    private void ofNotification(String id) {
        WorkspaceOption.Noted noted = workspace.notification(id);
        Notification notification = noted.notification();
        Timing timing = notification
                .timing()
                .orElseThrow(() -> Stop.problem(
                        "\"" + id + "\" has no schedule", unscheduled(id, notification.when().on())));
        say(id, timing.schedule(), Due.zone(noted));
    }

    private static String unscheduled(String id, List<EventSubject> on) {
        String events = on.isEmpty()
                ? ""
                : "with each event of " + on.stream().map(EventSubject::toString).collect(joining(", ")) + ", ";
        return "It runs " + events + "by hand or by call: tidings run " + id;
    }

    private void ofExpression(String written) {
        ZoneId where = zone();
        try {
            Schedule schedule = Cron.parse(written, dialect, where);
            say(written, schedule, schedule instanceof Cron cron ? cron.zone() : where);
        } catch (MalformedCron malformed) {
            throw new Stop(
                    Exit.USAGE,
                    malformed.getMessage() + "\n    " + written + "\n    "
                            + " ".repeat(Math.clamp(malformed.offset(), 0, written.length())) + "^",
                    malformed);
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone == null ? "UTC" : zone);
        } catch (DateTimeException unknown) {
            throw Stop.usage(
                    "\"" + zone + "\" is not a time zone", "Zones are written as in the IANA database: Asia/Shanghai.");
        }
    }

    /// @param schedule as it was written, or the notification's name
    record Times(String schedule, String inWords, String zone, List<Moment> next) {}

    private void say(String written, Schedule schedule, ZoneId where) {
        Instant after =
                from == null ? around.clock().instant().truncatedTo(ChronoUnit.SECONDS) : Moments.read(from, where);
        List<Moment> next = Stream.iterate(
                        schedule.next(after), Optional::isPresent, each -> each.flatMap(schedule::next))
                .limit(count)
                .flatMap(Optional::stream)
                .map(instant -> Moment.of(instant, where))
                .toList();
        answer.give(new Times(written, schedule.inWords(), where.getId(), next), out -> {
            out.println(schedule.inWords());
            next.forEach(moment -> out.println("  " + Moments.both(moment.at(), where)));
            if (next.isEmpty()) {
                out.println("  never after " + Moments.both(after, where));
            }
        });
    }

    private void ofLines() {
        PrintWriter out = answer.printer();
        try {
            NextLines.answer(new BufferedReader(new InputStreamReader(around.in(), UTF_8)), out);
        } catch (IOException broken) {
            throw new Stop(Exit.PROBLEM, "standard input broke off: " + broken.getMessage(), broken);
        }
    }
}
