package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.FailureList;
import java.io.PrintWriter;
import java.time.ZoneId;
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
    /// It was handed over well: there is nothing to decide.
    private static final String RETURNED = "What was accepted and came back: tidings returned";

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
                    out.println(RETURNED);
                    return;
                }
                ZoneId zone = ZoneId.of(failures.zone());
                failures.failures().forEach(each -> say(each, zone, out));
                failures.before().ifPresent(more -> out.println("There are more; -n shows up to " + MOST + "."));
                out.println("Send again: tidings retry ID · Leave it: tidings skip ID · Why: tidings explain ID");
                if (failures.failures().stream().anyMatch(each -> !each.sendable())) {
                    out.println("Those with \"mend the row\" have nobody to be sent to; they can only be skipped.");
                }
                out.println(RETURNED);
            });
        }
    }

    /// Two lines: a reason may be long.
    private static void say(DeliveryAnswer failed, ZoneId zone, PrintWriter out) {
        String at = failed.settledAt().map(when -> Moments.local(when, zone)).orElse("");
        out.println("  %d  %s  %s  %s  %s"
                .formatted(failed.id(), failed.state(), failed.notification(), failed.who(), at)
                .stripTrailing());
        out.println("      " + (failed.sendable() ? "" : "mend the row: ") + failed.why());
    }
}
