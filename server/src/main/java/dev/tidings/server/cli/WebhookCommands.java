package dev.tidings.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `webhook`: what providers tell. Says which commands there are about it.
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = "Read what providers tell of mail that they carried.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = "  tidings webhook read sendgrid call.json")
final class WebhookCommands implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    static CommandLine line(Surroundings around) {
        return new CommandLine(new WebhookCommands()).addSubcommand(new ReadWebhooks(around));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
