package dev.tidings.server.cli;

import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `run`: fires a notification now.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Have the running server send a notification now: to its audience, or to one address alone.",
            "An address that is not in the audience gets the mail of the first person who is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings run weekly-report",
            "  tidings run weekly-report --to me@example.com",
        })
final class Run implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "NAME", description = "A notification of the workspace.")
    String name = "";

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Only one mail, to this address.")
    @Nullable
    String to;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Run(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        Optional<Address> only = Run.address("--to", to);
        try (Desk desk = Desk.of(workspace, around.clock())) {
            Desk.Fired fired = desk.run(name, only);
            answer.give(fired, out -> {
                out.println("Fired " + name
                        + only.map(each -> " for " + each + " alone").orElse("") + ": occurrence " + fired.occurrence()
                        + ".");
                fired.stopped().ifPresent(why -> {
                    out.println("NOTHING GOES OUT: " + name + " is stopped: " + why + ".");
                    out.println("    Let it go on: tidings go-on " + name);
                });
                fired.suppressed().ifPresent(why -> {
                    out.println("IT IS LEFT OUT: " + only.orElseThrow() + " is suppressed: " + why + ".");
                    out.println("    Let it be mailed again: tidings lift " + only.orElseThrow());
                });
                out.println("See what becomes of it: tidings "
                        + only.map(each -> "explain " + each).orElse("status"));
            });
        }
    }

    /// @param option as it was written, for the mistake
    static Optional<Address> address(String option, @Nullable String written) {
        try {
            return Optional.ofNullable(written).map(Address::parse);
        } catch (MalformedAddress malformed) {
            throw Stop.usage(
                    "\"" + written + "\" is not an address: " + malformed.getMessage(),
                    "Write " + option + " ann@example.com.");
        }
    }
}
