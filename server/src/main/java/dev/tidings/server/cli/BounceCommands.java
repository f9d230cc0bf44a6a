package dev.tidings.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bounce`: messages that come back. Says which commands there are about them.
@Command(
        name = "bounce",
        mixinStandardHelpOptions = true,
        description = "Read messages that come back: bounces, complaints, answers by machines.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = "  tidings bounce read returned.eml")
final class BounceCommands implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    static CommandLine line(Surroundings around) {
        return new CommandLine(new BounceCommands()).addSubcommand(new ReadBounces(around));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
