package dev.tidings.server.cli;

import dev.tidings.server.answer.StopAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stop`: lets nothing more of a notification go out.
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = {
            "Stop a notification: nothing of it goes out before it is let go on. What is due meanwhile is on record as"
                    + " skipped, whoever waits stays where they are until they expire.",
            "It stops by itself where tidings.yaml or its file says so: stop-when: bounces > 5%%."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings stop weekly-report --why \"the figures are wrong\"",
            "  tidings go-on weekly-report",
        })
final class StopNotification implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "NOTIFICATION", description = "A notification of the workspace.")
    String notification = "";

    @Option(names = "--why", paramLabel = "TEXT", description = "It is shown wherever it is missed.")
    String why = "";

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    StopNotification(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            StopAnswer stopped = desk.stop(notification, reason());
            answer.give(stopped, out -> {
                out.println(notification + " is stopped: " + stopped.why() + ".");
                out.println("Let it go on: tidings go-on " + notification);
            });
        }
    }

    private String reason() {
        try {
            return StopAnswer.why(why, System.getProperty("user.name", ""));
        } catch (IllegalArgumentException mistake) {
            throw Stop.usage(String.valueOf(mistake.getMessage()), "Shorten it.");
        }
    }
}
