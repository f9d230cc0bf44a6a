package dev.tidings.server.cli;

import dev.tidings.server.answer.Addressed;
import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.Moment;
import dev.tidings.server.answer.OccurrenceAnswer;
import dev.tidings.server.answer.ProblemAnswer;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.Status;
import dev.tidings.server.answer.TallyAnswer;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `status`: how the house is doing.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Say how the house is doing: what is not well, what is under way, what is due, which roads are open.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings status",
            "  tidings status -w my-mail --json",
        })
final class ShowStatus implements Runnable {
    private static final int UPCOMING_SHOWN = 10;

    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    ShowStatus(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            Status status = desk.status();
            answer.give(status, out -> {
                out.println(desk.who());
                say(status, out);
            });
        }
    }

    private static void say(Status status, PrintWriter out) {
        ZoneId zone = ZoneId.of(status.zone());
        String test = status.stage().equals("test")
                ? status.testMailbox()
                        .map(to -> " (all mail to " + Addressed.shown(to) + ")")
                        .orElse("")
                : "";
        out.println(Words.count(status.notifications(), "notification") + " at stage " + status.stage() + test
                + ", revision "
                + status.revision().substring(0, Math.min(8, status.revision().length())));
        for (Status.Trouble trouble : status.troubles()) {
            out.println("NOT WELL: " + trouble.what());
            out.println("    " + trouble.mend());
        }
        out.println(Words.count(status.backlog().waiting(), "mail") + " waiting"
                + status.backlog()
                        .oldest()
                        .map(since -> ", the oldest due since " + Moments.local(since, zone))
                        .orElse(""));
        for (ProblemAnswer each : status.problems()) {
            out.println("  " + each.place() + ": " + each.what());
            each.mend().ifPresent(mend -> out.println("      " + mend));
        }
        part(out, "Not well", status.unwell().stream().map(ShowStatus::line).toList());
        part(out, "Under way", status.running().stream().map(ShowStatus::line).toList());
        part(
                out,
                "Due within 24 hours",
                status.next().stream()
                        .limit(UPCOMING_SHOWN)
                        .map(each -> List.of(each.notification(), at(each.due())))
                        .toList());
        part(out, "Roads", status.roads().stream().map(ShowStatus::line).toList());
        part(
                out,
                "Refused by the listener for what comes back, since the start",
                status.refused().entrySet().stream()
                        .map(each -> List.of(each.getKey(), "" + each.getValue()))
                        .toList());
        out.println("What each notification is, and when it is next: tidings list");
    }

    private static void part(PrintWriter out, String title, List<List<String>> lines) {
        if (!lines.isEmpty()) {
            out.println(title + ":");
            Words.columns(out, lines);
        }
    }

    private static List<String> line(OccurrenceAnswer occurrence) {
        return List.of(
                occurrence.notification(),
                at(occurrence.due()),
                occurrence.stopped()
                        ? "stopped, " + underWay(occurrence.tally())
                        : occurrence.running() ? underWay(occurrence.tally()) : occurrence.result(),
                "occurrence " + occurrence.id()
                        + occurrence
                                .event()
                                .map(event -> ", " + InWords.event(event))
                                .orElse(""),
                occurrence.why());
    }

    private static String underWay(TallyAnswer tally) {
        return tally.settled() + " of " + tally.people() + " settled"
                + (tally.unwell() > 0 ? ", " + tally.unwell() + " not well" : "");
    }

    private static String at(Moment moment) {
        return Moments.both(moment.at(), ZoneId.of(moment.zone()));
    }

    private static List<String> line(RoadAnswer road) {
        return List.of(
                road.name(),
                road.open()
                        ? road.slowed().map(rate -> "open, slowed to " + rate).orElse("open")
                        : "CLOSED",
                road.busy() + " of " + road.hands() + " hands busy");
    }
}
