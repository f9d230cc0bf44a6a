package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryAnswer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `retry`: sends again what failed, is held, expired, was skipped or came back.
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Put mails back to be sent that failed, are held, expired, were skipped, suppressed or came back; composed anew, with all their retries.",
            "A held one may have arrived: whoever retries it accepts that it may arrive twice. A row that makes no"
                    + " recipient cannot be put back. Ends with 0 when all were put back, 3 when none of them is"
                    + " known, 1 otherwise, and says which were not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings retry 17 18",
            "  tidings retry --occurrence 4      all of it that failed or is held",
        })
final class Retry implements Callable<Integer> {
    private static final Set<String> UNDER_WAY = Set.of("waiting", "claimed", "sending", "accepted");
    private static final Set<String> CAME_BACK = Set.of("bounced", "complained");

    private final Surroundings around;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Deliveries, as tidings failures shows them.")
    List<String> ids = List.of();

    @Option(names = "--occurrence", paramLabel = "ID", description = "Everyone of an occurrence instead.")
    @Nullable
    String occurrence;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Retry(Surroundings around) {
        this.around = around;
    }

    /// @param count how many were put back to be sent
    /// @param not   which were not, and why
    record Retried(int count, List<String> not) {}

    @Override
    public Integer call() {
        if (ids.isEmpty() == (occurrence == null)) {
            throw Stop.usage("one of ID and --occurrence is needed", "See what failed: tidings failures");
        }
        List<Long> deliveries = Numbers.deliveries(ids);
        try (Desk desk = Desk.of(workspace, around.clock())) {
            if (occurrence != null) {
                return all(desk, Numbers.read("an occurrence", occurrence));
            }
            Numbers.Done done = Numbers.done(desk, deliveries, desk.retry(deliveries), UNDER_WAY, Retry::whyNot);
            answer.give(new Retried(done.count(), done.not()), out -> {
                out.println(said(desk, done.count(), deliveries.size()));
                done.not().forEach(why -> out.println("  " + why));
            });
            return done.exit().code();
        }
    }

    private int all(Desk desk, long id) {
        int count = desk.retryAll(id);
        if (count == 0) {
            throw Stop.problem(
                    "nobody of occurrence " + id + " failed or is held who could be sent again",
                    "Rows that make no recipient have nobody to be sent to. See: tidings failures");
        }
        answer.give(new Retried(count, List.of()), out -> out.println(said(desk, count, count)));
        return Exit.FINE.code();
    }

    private static String said(Desk desk, int count, int asked) {
        String of = count < asked ? " of " + asked : "";
        String when = desk instanceof StoreDesk && count > 0 ? ", when the server runs." : ".";
        return count + of + (asked == 1 ? " mail" : " mails") + " put back to be sent" + when;
    }

    private static String whyNot(DeliveryAnswer delivery) {
        if (delivery.state().equals("suppressed")) {
            return "is suppressed: " + delivery.why() + liftFirst(delivery);
        }
        if (CAME_BACK.contains(delivery.state())) {
            return delivery.why() + ", and its address is suppressed since" + liftFirst(delivery);
        }
        return delivery.sendable()
                ? "is " + delivery.state()
                        + "; only what failed, is held, expired, was skipped, suppressed or came back can be put back"
                : "its row makes no recipient (" + delivery.why() + "); mend the row, then: tidings run "
                        + delivery.notification() + " --to ADDRESS, or wait for the next occurrence";
    }

    private static String liftFirst(DeliveryAnswer delivery) {
        return "; lift that first: tidings lift " + delivery.address();
    }
}
