package dev.tidings.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `go-on`: lets a stopped notification go on.
@Command(
        name = "go-on",
        mixinStandardHelpOptions = true,
        description = "Let a notification go on that is stopped: whoever of it waits is due as before. What was skipped"
                + " meanwhile stays skipped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings go-on weekly-report",
        })
final class GoOn implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "NOTIFICATION", description = "One that is stopped, as tidings status shows.")
    String notification = "";

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    GoOn(Surroundings around) {
        this.around = around;
    }

    /// @param notification that goes on
    record Gone(String notification) {}

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            desk.goOn(notification);
            answer.give(new Gone(notification), out -> out.println(notification + " goes on."));
        }
    }
}
