package dev.tidings.server.cli;

import dev.tidings.server.answer.NotificationLine;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `list`: which notifications there are.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the notifications in force: their names, when they are due, what came of them last.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings list",
            "  tidings list -w my-mail --json",
        })
final class ListNotifications implements Runnable {
    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    ListNotifications(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            List<NotificationLine> all = desk.notifications();
            answer.give(all, out -> {
                if (all.isEmpty()) {
                    out.println("There is no notification yet. Write one as notifications/NAME.yaml, or see:"
                            + " tidings init --help");
                }
                Words.columns(out, all.stream().map(ListNotifications::line).toList());
            });
        }
    }

    private static String byItself(NotificationLine each) {
        return each.events().isEmpty() ? "never by itself" : "at events of " + String.join(", ", each.events());
    }

    private static List<String> line(NotificationLine each) {
        return List.of(
                each.id(),
                each.schedule(),
                each.next()
                        .map(next -> "next " + Moments.local(next.at(), ZoneId.of(next.zone())))
                        .orElseGet(() -> byItself(each)),
                each.last().map(last -> "last: " + last.result()).orElse("not yet due"),
                each.stopped().map(stop -> "STOPPED: " + stop.why()).orElse(""));
    }
}
