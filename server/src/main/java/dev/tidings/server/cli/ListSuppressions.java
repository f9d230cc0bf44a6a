package dev.tidings.server.cli;

import dev.tidings.ledger.History.Which;
import dev.tidings.server.answer.SuppressionAnswer;
import dev.tidings.server.answer.SuppressionList;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `suppressions`: who is not mailed, and why.
@Command(
        name = "suppressions",
        mixinStandardHelpOptions = true,
        description = {
            "List the addresses that are not mailed, newest first, with the reason.",
            "--export prints all that hold as CSV, which tidings suppress --import reads back."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings suppressions",
            "  tidings suppressions ann@example.com --ever",
            "  tidings suppressions --export > suppressions.csv",
        })
final class ListSuppressions implements Runnable {
    private static final int MOST = 1000;

    private final Surroundings around;

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Only those whose address begins so.")
    String of = "";

    @Option(names = "--ever", description = "Also those that were lifted or have expired.")
    boolean ever;

    @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "At most so many. Default: 50.")
    int most = 50;

    @Option(names = "--export", description = "Print all that hold, as CSV.")
    boolean export;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    ListSuppressions(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        if (most < 1 || most > MOST) {
            throw Stop.usage("-n is " + most, "It is 1 to " + MOST + ".");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            if (export) {
                PrintWriter out = answer.command.commandLine().getOut();
                desk.export(out);
                out.flush();
            } else {
                SuppressionList list = desk.suppressions(of, ever ? Which.EVER : Which.HOLDING, most);
                answer.give(list, out -> say(list, out));
            }
        }
    }

    private void say(SuppressionList list, PrintWriter out) {
        if (list.suppressions().isEmpty()) {
            out.println(
                    of.isEmpty() ? "Nobody is suppressed." : "No address that begins with " + of + " is suppressed.");
        }
        Words.columns(
                out,
                list.suppressions().stream()
                        .map(each -> cells(each, ZoneId.of(list.zone())))
                        .toList());
        if (list.before().isPresent()) {
            out.println("There are more. -n shows them, --export all of them.");
        }
    }

    private static List<String> cells(SuppressionAnswer each, ZoneId zone) {
        return List.of(
                each.who(),
                each.notification().orElse("all mail"),
                each.why(),
                each.source() + (each.by().isEmpty() ? "" : ", " + each.by()),
                each.lifted()
                        .map(lift -> "lifted " + Moments.local(lift.at(), zone) + lift.inWords())
                        .or(() -> each.expires()
                                .map(at -> (each.holds() ? "until " : "expired ") + Moments.local(at, zone)))
                        .orElse(""));
    }
}
