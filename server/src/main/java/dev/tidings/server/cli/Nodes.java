package dev.tidings.server.cli;

import dev.tidings.server.answer.InWords;
import dev.tidings.server.answer.NodeAnswer;
import dev.tidings.server.answer.NodeList;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
            "  tidings nodes --drain mail2 --wait",
            "  tidings nodes --resume mail2-3fa9",
        })
final class Nodes implements Runnable {
    private static final long PAUSE_MILLIS = 500;
    /// A server may take ten minutes to answer a mail.
    private static final long LOOKS_MAX = Duration.ofMinutes(15).toMillis() / PAUSE_MILLIS;

    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    @ArgGroup
    @Nullable
    Wanted wanted;

    @Option(
            names = "--wait",
            description = "With --drain: return once nothing is in its hands any more, within 15 minutes.")
    boolean wait;

    static final class Wanted {
        @Option(
                names = "--drain",
                paramLabel = "NODE",
                description = "Have it take nothing more, wherever it runs. Its name or the beginning of its id will do.")
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
                drain(desk, meant(desk, wanted.drain));
            } else if (wait) {
                throw Stop.usage("--wait waits for a node that is drained", "Write: tidings nodes --drain NODE --wait");
            } else if (wanted != null && wanted.resume != null) {
                desk.resume(meant(desk, wanted.resume));
            }
            NodeList list = desk.nodes();
            answer.give(list, out -> say(list, out, around.clock().instant()));
        }
    }

    /// As git takes the beginning of a commit.
    private static String meant(Desk desk, String text) {
        List<String> ids =
                desk.nodes().meant(text).stream().map(NodeAnswer::id).toList();
        if (ids.isEmpty()) {
            throw Stop.unknown("no node called \"" + text + "\" is alive", "See which are: tidings nodes");
        }
        if (ids.size() > 1) {
            throw Stop.problem(
                    "\"" + text + "\" is meant by " + ids.size() + " nodes: " + String.join(", ", ids),
                    "Write more of its id.");
        }
        return ids.getFirst();
    }

    private void drain(Desk desk, String node) {
        desk.drain(node);
        if (wait) {
            awaitIdle(desk, node);
        }
    }

    private static void awaitIdle(Desk desk, String node) {
        for (long look = 0; look < LOOKS_MAX; look++) {
            Optional<NodeAnswer> now = desk.nodes().nodes().stream()
                    .filter(each -> each.id().equals(node))
                    .findFirst();
            if (now.filter(NodeAnswer::alive).isEmpty() || now.get().idle()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        throw Stop.unreachable(
                node + " has mail in its hands after 15 minutes", "It goes on ending that. See how far: tidings nodes");
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
