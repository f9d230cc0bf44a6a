package dev.tidings.server.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `skip`: decides against mails.
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        description = "Decide against mails that wait, failed or are held. That stays on record; retry takes it back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings skip 17 18",
        })
final class Skip implements Runnable {
    private final Surroundings around;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Deliveries, as tidings failures shows them.")
    List<Long> ids = List.of();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Skip(Surroundings around) {
        this.around = around;
    }

    /// @param count how many were decided against
    record Skipped(int count) {}

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            int count = desk.skip(ids);
            if (count == 0) {
                throw Stop.unknown("none of these waits, failed or is held", "See what does: tidings failures");
            }
            answer.give(new Skipped(count), out -> out.println(Words.count(count, "mail") + " skipped."));
        }
    }
}
