package dev.tidings.server.cli;

import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.NodeAnswer;
import dev.tidings.server.answer.NodeList;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `nodes`: who works from the ledger.
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        description = {
            "Say which nodes work from the ledger, what each runs and has in its hands; or have one drained.",
            "A node that is drained takes nothing more, ends what is under way, and leaves the rest to the others."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings nodes",
            "  tidings nodes --json",
            "  tidings nodes --drain mail2-3fa9c2d1",
            "  tidings nodes --resume mail2-3fa9c2d1",
        })
final class Nodes implements Runnable {
    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    @ArgGroup
    @Nullable
    Wanted wanted;

    static final class Wanted {
        @Option(names = "--drain", paramLabel = "NODE", description = "Have it take nothing more, wherever it runs.")
        @Nullable
        String drain;

        @Option(names = "--resume", paramLabel = "NODE", description = "Have it work again.")
        @Nullable
        String resume;
    }

    Nodes(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            if (wanted != null && wanted.drain != null) {
                desk.drain(wanted.drain);
            } else if (wanted != null && wanted.resume != null) {
                desk.resume(wanted.resume);
            }
            NodeList list = desk.nodes();
            answer.give(list, out -> say(list, out, around.clock().instant()));
        }
    }

    private static void say(NodeList list, PrintWriter out, Instant now) {
        if (list.nodes().isEmpty()) {
            out.println("No node works from this ledger. Start one: tidings serve");
        }
        Words.columns(out, list.nodes().stream().map(Nodes::line).toList());
        out.println(Words.count(list.waiting(), "mail") + " waiting"
                + list.oldest()
                        .map(oldest -> ", the oldest due for " + InWords.brief(Duration.between(oldest, now)))
                        .orElse(""));
    }

    private static List<String> line(NodeAnswer node) {
        List<String> line = new ArrayList<>(List.of(
                node.id(),
                state(node),
                node.host() + ", process " + node.pid(),
                "revision " + node.revision().substring(0, 8),
                node.alive() ? node.busy() + " of " + node.hands() + " hands busy" : "",
                node.claimed() + " claimed, " + node.sending() + " sending"));
        line.add(String.join(", ", node.duties()));
        line.add(node.behind().isEmpty() ? "" : "BEHIND with " + String.join(", ", node.behind()));
        return line;
    }

    private static String state(NodeAnswer node) {
        String silent = InWords.brief(Duration.ofMillis(node.silentMillis()));
        return node.alive()
                ? node.state() + (node.late() ? ", not heard of for " + silent : "")
                : "GONE, not heard of for " + silent;
    }
}
