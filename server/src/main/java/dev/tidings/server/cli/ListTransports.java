package dev.tidings.server.cli;

import dev.tidings.server.Discovery;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.server.answer.TransportAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `transport list`: which ways out there are.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List the transports: name, server, encryption, state, hands, rate, and how many notifications use it.",
            "Where no server runs, they are listed as the files declare them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings transport list",
            "  tidings transport list -w my-mail --json",
        })
final class ListTransports implements Runnable {
    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    @Override
    public void run() {
        List<TransportAnswer> all = all();
        answer.give(all, out -> {
            if (all.isEmpty()) {
                out.println("There is no transport yet. Write one under transports in tidings.yaml.");
            }
            Words.columns(out, all.stream().map(ListTransports::line).toList());
        });
    }

    private List<TransportAnswer> all() {
        Optional<Discovery> server = Discovery.read(workspace.root());
        if (server.isEmpty()) {
            return TransportAnswer.all(workspace.workspace(Wiring.readToLook(workspace.root())), List.of());
        }
        try (ServerDesk desk = new ServerDesk(server.get())) {
            return desk.transports();
        }
    }

    private static List<String> line(TransportAnswer each) {
        List<String> line = new ArrayList<>(List.of(
                each.name(),
                each.host() + ":" + each.port(),
                each.security(),
                each.road().map(ListTransports::state).orElse("no server runs"),
                each.road()
                        .map(road -> road.busy() + " of " + road.hands() + " hands busy")
                        .orElse(Words.count(each.hands(), "hand")),
                each.rates().isEmpty() ? "any rate" : String.join(", ", each.rates()),
                Words.count(each.notifications().size(), "notification")));
        each.road().flatMap(RoadAnswer::closed).ifPresent(closed -> line.add(closed.why()));
        return line;
    }

    private static String state(RoadAnswer road) {
        return road.closed().map(closed -> "CLOSED (" + closed.trouble() + ")").orElse("open");
    }
}
