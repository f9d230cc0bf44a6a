package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryAnswer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
final class Skip implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Deliveries, as tidings failures shows them.")
    List<String> ids = List.of();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Skip(Surroundings around) {
        this.around = around;
    }

    /// @param count how many were decided against
    /// @param not   which were not, and why
    record Skipped(int count, List<String> not) {}

    @Override
    public Integer call() {
        List<Long> deliveries = Numbers.deliveries(ids);
        try (Desk desk = Desk.of(workspace, around.clock())) {
            Numbers.Done done = Numbers.done(desk, deliveries, desk.skip(deliveries), Set.of("skipped"), Skip::whyNot);
            answer.give(new Skipped(done.count(), done.not()), out -> {
                String of = done.count() < deliveries.size() ? " of " + deliveries.size() : "";
                out.println(done.count() + of + (deliveries.size() == 1 ? " mail" : " mails") + " skipped.");
                done.not().forEach(why -> out.println("  " + why));
            });
            return done.exit().code();
        }
    }

    private static String whyNot(DeliveryAnswer delivery) {
        return "is " + delivery.state() + "; only what waits, failed or is held can be skipped";
    }
}
