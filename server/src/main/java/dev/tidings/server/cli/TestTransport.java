package dev.tidings.server.cli;

import static java.util.stream.Collectors.joining;

import dev.tidings.mail.Address;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.RoadTest;
import dev.tidings.server.Discovery;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.server.answer.RoadTested.Section;
import dev.tidings.server.answer.TransportAnswer;
import dev.tidings.workspace.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `transport test`: tries a road out.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Try a transport out, step by step: address, connection, encryption, certificate, what the server offers,"
                    + " sign-in; whether it takes the senders that use it; SPF, DKIM, DMARC and MX of their domains.",
            "Sends nothing, unless --to asks for a test mail: that is really sent, whatever the stage.",
            "Where a server runs, it is the one that tries. Exit code 1 when a step failed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings transport test main",
            "  tidings transport test main --to me@example.com",
            "  tidings transport test main --facts",
        })
final class TestTransport implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(paramLabel = "NAME", description = "A transport of tidings.yaml.")
    String name = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Send a test mail there, composed and signed as any other.")
    @Nullable
    String to;

    @Option(names = "--facts", description = "Show what is behind every step, not only behind those that did not pass.")
    boolean facts;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    TestTransport(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Optional<Address> address = Run.address("--to", to);
        Optional<Discovery> server = Discovery.read(workspace.root());
        RoadTested tested = server.isPresent() ? byServer(server.get(), address) : here(address);
        return (tested.failed() ? Exit.PROBLEM : Exit.FINE).code();
    }

    private RoadTested byServer(Discovery server, Optional<Address> address) {
        try (ServerDesk desk = new ServerDesk(server)) {
            TransportAnswer road = desk.transports().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(desk.transports().stream()
                            .map(TransportAnswer::name)
                            .toList()));
            say("The server at " + server.url() + " (process " + server.pid() + ") tries the road " + name + ":");
            RoadTested tested = desk.test(name, address);
            tested.parts().forEach(this::say);
            boolean closed = road.road().filter(each -> !each.open()).isPresent();
            end(tested, closed);
            return tested;
        }
    }

    private RoadTested here(Optional<Address> address) {
        Workspace house = workspace.workspace(Wiring.readToTry(workspace.root(), name));
        TransportSpec road = Optional.ofNullable(house.settings().transports().get(name))
                .orElseThrow(() -> unknown(
                        house.settings().transports().keySet().stream().sorted().toList()));
        missingKeys().forEach(this::warn);
        say("No server runs this workspace; the road " + name + ", tried from here:");
        RoadTest test = new RoadTest(
                house, Wiring.tools(), soFar -> say(RoadTested.of(soFar).parts().getLast()));
        RoadTested tested = RoadTested.of(test.run(road, address));
        end(tested, false);
        return tested;
    }

    private void say(String title) {
        if (!answer.json) {
            PrintWriter out = answer.printer();
            out.println(title);
            out.flush();
        }
    }

    private void say(Section part) {
        if (!answer.json) {
            Printer out = answer.printer();
            new TestLines(out, facts, Ansi.AUTO.enabled()).print(part);
            out.flush();
        }
    }

    /// Keys to sign with that are not at hand here; what they would sign goes unsigned, and is tried as such.
    private List<Problem> missingKeys() {
        return Wiring.read(workspace.root()).problems().stream()
                .filter(each -> each.what().startsWith("dkim"))
                .toList();
    }

    private void warn(Problem missing) {
        PrintWriter err = new Printer(answer.command.commandLine().getErr());
        err.println("tidings: note: " + missing + "\n    Without it nothing is signed by this key here.");
        err.flush();
    }

    private Stop unknown(List<String> known) {
        return Stop.unknown(
                "no transport is called \"" + name + "\"",
                known.isEmpty()
                        ? "There is none in tidings.yaml yet."
                        : known.stream().collect(joining(", ", "Known here: ", ".")));
    }

    private void end(RoadTested tested, boolean closed) {
        answer.give(tested, out -> {
            out.println();
            out.println(tested.summary() + ".");
            if (to == null) {
                out.println("No mail was sent. To send one by this road: tidings transport test " + name
                        + " --to you@example.com");
            }
            if (closed && !tested.failed()) {
                out.println("The road is still closed. Open it: tidings open " + name);
            }
        });
    }
}
