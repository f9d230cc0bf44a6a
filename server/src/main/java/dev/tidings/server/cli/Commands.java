package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and what they have in common: exit codes, and errors that are sentences.
public final class Commands {
    private static final int WIDTH = 100;

    private Commands() {}

    /// The command line of this process.
    public static CommandLine line() {
        return line(new Surroundings(InstantSource.system(), System.in, System.out, Path.of("")));
    }

    static CommandLine line(Surroundings around) {
        CommandLine line = new CommandLine(new Root());
        for (Object command : all(around)) {
            line.addSubcommand(command);
        }
        line.addSubcommand(new CommandLine.HelpCommand());
        line.getSubcommands().values().forEach(each -> common(each.getCommandSpec()));
        common(line.getCommandSpec());
        return line.setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Commands::misunderstood)
                .setExecutionExceptionHandler(Commands::stopped);
    }

    /// In the order in which a person meets them.
    private static List<Object> all(Surroundings around) {
        return List.of(
                new Init(around),
                new Demo(around),
                new Serve(around),
                new Check(around),
                new Next(around),
                new Plan(around),
                new Preview(around),
                new Run(around),
                new ListNotifications(around),
                new ShowStatus(around),
                new Failures(around),
                new Retry(around),
                new Skip(around),
                new Explain(around),
                new Open(around),
                new Dkim(),
                new WarmUp(around));
    }

    private static void common(CommandSpec command) {
        command.versionProvider(new Root.Version());
        UsageMessageSpec usage = command.usageMessage();
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(Exit.all());
        usage.optionListHeading("%nOptions:%n").parameterListHeading("%n").synopsisHeading("Usage: ");
    }

    private static int misunderstood(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("tidings: " + mistake.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("    Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return Exit.USAGE.code();
    }

    private static int stopped(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        Stop stop = thrown instanceof Stop told ? told : unforeseen(thrown);
        err.println("tidings: " + stop.sentence());
        if (parsed.hasMatchedOption("--debug") || debugOnRoot(command)) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return stop.exit().code();
    }

    private static boolean debugOnRoot(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof Root root && root.debug;
    }

    private static Stop unforeseen(Exception thrown) {
        return Stop.problem("this was not foreseen: " + thrown, "Please report it, with what --debug shows.");
    }
}
