package dev.tidings.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `transport`: the ways out. Says which commands there are about them.
@Command(
        name = "transport",
        mixinStandardHelpOptions = true,
        description = "List the transports, or try one out.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings transport list",
            "  tidings transport test main",
        })
final class Transports implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    static CommandLine line(Surroundings around) {
        return new CommandLine(new Transports())
                .addSubcommand(new ListTransports())
                .addSubcommand(new TestTransport(around));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
