package dev.tidings.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `store`: where the ledger is kept. Says which commands there are about it.
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Move the ledger to another store.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = "  tidings store copy --from sqlite:data/tidings.db --to postgresql://tidings@db.example.com/mail")
final class StoreCommands implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    static CommandLine line() {
        return new CommandLine(new StoreCommands()).addSubcommand(new CopyStore());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
