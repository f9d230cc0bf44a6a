package dev.tidings.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `open`: lets traffic onto a closed road again.
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Open a road (transport) again that closed by itself, once its cause is mended.",
            "A refused password closes a road until tidings.yaml changes or somebody opens it: trying again by itself"
                    + " would lock the account."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings open main",
            "  tidings open main --try",
        })
final class Open implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "ROAD", description = "A transport of tidings.yaml, as tidings status shows it.")
    String road = "";

    @Option(names = "--try", description = "Let one mail find out first; all others follow when that goes well.")
    boolean one;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Open(Surroundings around) {
        this.around = around;
    }

    /// @param road which is open now
    record Opened(String road) {}

    /// @param road which the next mail tries
    record Tried(String road) {}

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            if (one) {
                desk.tryOut(road);
                answer.give(
                        new Tried(road),
                        out -> out.println(
                                "The next mail tries the road " + road + "; tidings status says how it went."));
            } else {
                desk.open(road);
                answer.give(new Opened(road), out -> out.println("The road " + road + " is open again."));
            }
        }
    }
}
