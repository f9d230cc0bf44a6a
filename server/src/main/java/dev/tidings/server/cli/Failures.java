package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.FailureList;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `failures`: what failed or is held.
@Command(
        name = "failures",
        mixinStandardHelpOptions = true,
        description = "List the mails that failed or are held, newest first: what a person has to decide.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings failures",
            "  tidings failures -n 1000 --json",
        })
final class Failures implements Runnable {
    private static final int MOST = 1000;

    private final Surroundings around;

    @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "At most so many. Default: 50.")
    int most = 50;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Failures(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        if (most < 1 || most > MOST) {
            throw Stop.usage("-n is " + most, "It is 1 to " + MOST + ".");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            FailureList failures = desk.failures(most);
            answer.give(failures, out -> {
                if (failures.failures().isEmpty()) {
                    out.println("Nothing failed and nothing is held.");
                    return;
                }
                Words.columns(
                        out, failures.failures().stream().map(Failures::line).toList());
                failures.before().ifPresent(more -> out.println("There are more; -n shows up to " + MOST + "."));
                out.println("Send again: tidings retry ID · Leave it: tidings skip ID · Why: tidings explain ID");
            });
        }
    }

    private static List<String> line(DeliveryAnswer failed) {
        return List.of(
                Long.toString(failed.id()),
                failed.state(),
                failed.notification(),
                failed.settledAt().map(Instant::toString).orElse(""),
                failed.address(),
                failed.why());
    }
}
