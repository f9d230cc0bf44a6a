package dev.tidings.server.cli;

import dev.tidings.server.answer.Moment;
import dev.tidings.server.answer.OccurrenceAnswer;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.Status;
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
                out.println("From " + desk.who() + ".");
                say(status, out);
            });
        }
    }

    private static void say(Status status, PrintWriter out) {
        out.println(Words.count(status.notifications(), "notification") + " at stage " + status.stage()
                + status.testMailbox().map(to -> " (all mail to " + to + ")").orElse("") + ", revision "
                + status.revision().substring(0, Math.min(8, status.revision().length())));
        status.storeFailing().ifPresent(why -> out.println("THE STORE CANNOT BE WRITTEN: " + why));
        out.println(Words.count(status.backlog().waiting(), "mail") + " waiting"
                + status.backlog()
                        .oldest()
                        .map(since -> ", the oldest due since " + since)
                        .orElse(""));
        part(
                out,
                "Problems",
                status.problems().stream()
                        .map(each -> List.of(each.place(), each.what()))
                        .toList());
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
                occurrence.running()
                        ? occurrence.tally().settled() + " of "
                                + occurrence.tally().people() + " settled"
                        : occurrence.result(),
                "occurrence " + occurrence.id(),
                occurrence.why());
    }

    private static String at(Moment moment) {
        return Moments.both(moment.at(), ZoneId.of(moment.zone()));
    }

    private static List<String> line(RoadAnswer road) {
        String use = road.busy() + " of " + road.hands() + " hands busy";
        return List.of(
                road.name(),
                road.closed()
                        .map(closed -> "CLOSED since " + closed.since() + ": " + closed.why()
                                + closed.again()
                                        .map(again -> "; tried again " + again)
                                        .orElse("; a person has to open it"))
                        .orElse("open"),
                use);
    }
}
