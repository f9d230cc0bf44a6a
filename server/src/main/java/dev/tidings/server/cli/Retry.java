package dev.tidings.server.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `retry`: sends again what failed, is held, expired or was skipped.
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Send mails once more that failed, are held, expired or were skipped; composed anew, with all their retries.",
            "A held one may have arrived: whoever retries it accepts that it may arrive twice."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings retry 17 18",
            "  tidings retry --occurrence 4      all of it that failed or is held",
        })
final class Retry implements Runnable {
    private final Surroundings around;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Deliveries, as tidings failures shows them.")
    List<Long> ids = List.of();

    @Option(names = "--occurrence", paramLabel = "ID", description = "Everyone of an occurrence instead.")
    @Nullable
    Long occurrence;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Retry(Surroundings around) {
        this.around = around;
    }

    /// @param count how many are sent once more
    record Retried(int count) {}

    @Override
    public void run() {
        if (ids.isEmpty() == (occurrence == null)) {
            throw Stop.usage("one of ID and --occurrence is needed", "See what failed: tidings failures");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            int count = occurrence == null ? desk.retry(ids) : desk.retryAll(occurrence);
            if (count == 0) {
                throw Stop.unknown("none of these can be sent again", "See what failed or is held: tidings failures");
            }
            answer.give(
                    new Retried(count),
                    out -> out.println(Words.count(count, "mail")
                            + (desk instanceof StoreDesk
                                    ? " will be sent once more when the server runs."
                                    : " sent once more.")));
        }
    }
}
