package dev.tidings.server.cli;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.mail.Address;
import dev.tidings.server.answer.SuppressionAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lift`: lets an address be mailed again.
@Command(
        name = "lift",
        mixinStandardHelpOptions = true,
        description = {
            "Let an address be mailed again: ends what keeps mail from it. That stays on record, with who lifted it."
                    + " Where that has several reasons, --reason says which.",
            "Who unsubscribed or complained asked not to be mailed; lift that only when they ask to be mailed again."
                    + " What was left out stays left out; tidings retry sends it after all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings lift ann@example.com",
            "  tidings lift ann@example.com --reason bounced --note \"the mailbox is back\"",
        })
final class Lift implements Runnable {
    private static final int MOST = 1000;

    private static final Set<String> ASKED = Set.of("unsubscribed", "complained");

    private final Surroundings around;

    @Parameters(paramLabel = "ADDRESS", description = "Who is to be mailed again.")
    String address = "";

    @Option(
            names = "--notification",
            paramLabel = "NAME",
            description = "Only what is about this one; everything without it.")
    @Nullable
    String notification;

    @Option(names = "--reason", paramLabel = "WORD", description = "Only for this reason.")
    @Nullable
    String reason;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; it stays on record.")
    String note = "";

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Lift(Surroundings around) {
        this.around = around;
    }

    /// @param lifted those that kept mail from the address
    record Lifted(List<SuppressionAnswer> lifted) {}

    @Override
    public void run() {
        Address whose = Run.address("ADDRESS", address).orElseThrow();
        Optional<Reason> why = Optional.ofNullable(reason).map(Suppress::reason);
        try (Desk desk = Desk.of(workspace, around.clock())) {
            List<SuppressionAnswer> chosen =
                    desk.suppressions(whose.toString(), Which.HOLDING, MOST).suppressions().stream()
                            .filter(each -> isMeant(each, whose, why))
                            .toList();
            if (chosen.isEmpty()) {
                throw Stop.unknown(
                        "nothing of this kind keeps mail from " + whose,
                        "See what does: tidings suppressions " + whose);
            }
            if (why.isEmpty() && reasons(chosen).size() > 1) {
                throw Stop.problem(
                        "mail is kept from %s for several reasons: %s"
                                .formatted(whose, String.join(", ", reasons(chosen))),
                        "Say which to lift: --reason %s. What each says: tidings suppressions %s"
                                .formatted(reasons(chosen).getFirst(), whose));
            }
            chosen.forEach(each -> desk.lift(each.id(), Suppress.act(note)));
            answer.give(new Lifted(chosen), out -> {
                chosen.forEach(each -> out.println("Lifted: " + each.why() + " ("
                        + each.notification().orElse("all mail") + ", " + each.source() + ")."));
                if (chosen.stream().anyMatch(each -> ASKED.contains(each.reason()))) {
                    out.println("They had asked not to be mailed. If they did not ask to be mailed again: tidings"
                            + " suppress " + whose);
                }
            });
        }
    }

    private static List<String> reasons(List<SuppressionAnswer> suppressions) {
        return suppressions.stream()
                .map(SuppressionAnswer::reason)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isMeant(SuppressionAnswer each, Address whose, Optional<Reason> why) {
        return Suppression.key(each.address()).equals(Suppression.key(whose))
                && (notification == null
                        || each.notification().filter(notification::equals).isPresent())
                && why.map(Reason::word).map(each.reason()::equals).orElse(true);
    }
}
