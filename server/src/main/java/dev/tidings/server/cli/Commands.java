package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    /// The command line of this process, for what was typed.
    public static CommandLine line(String... words) {
        return line(new Surroundings(InstantSource.system(), System.in, System.out, Path.of("")), words);
    }

    /// Where the first word is a command, no other is set up: reading all of them takes longer than many a
    /// command.
    static CommandLine line(Surroundings around, String... words) {
        Map<String, Function<Surroundings, Object>> all = all();
        if (words.length > 0 && all.containsKey(words[0])) {
            all.keySet().retainAll(Set.of(words[0]));
        }
        CommandLine line = new CommandLine(new Root());
        all.values().forEach(command -> line.addSubcommand(command.apply(around)));
        if (all.size() > 1) {
            line.addSubcommand(new CommandLine.HelpCommand());
        }
        common(line);
        return line.setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Commands::misunderstood)
                .setExecutionExceptionHandler(Commands::stopped);
    }

    /// By name, in the order in which a person meets them.
    private static Map<String, Function<Surroundings, Object>> all() {
        Map<String, Function<Surroundings, Object>> all = new LinkedHashMap<>();
        all.put("init", Init::new);
        all.put("demo", Demo::new);
        all.put("serve", Serve::new);
        all.put("check", Check::new);
        all.put("next", Next::new);
        all.put("plan", Plan::new);
        all.put("preview", Preview::new);
        all.put("run", Run::new);
        all.put("list", ListNotifications::new);
        all.put("status", ShowStatus::new);
        all.put("failures", Failures::new);
        all.put("retry", Retry::new);
        all.put("skip", Skip::new);
        all.put("explain", Explain::new);
        all.put("transcript", Transcript::new);
        all.put("suppress", Suppress::new);
        all.put("suppressions", ListSuppressions::new);
        all.put("lift", Lift::new);
        all.put("returned", ListReturned::new);
        all.put("stop", StopNotification::new);
        all.put("go-on", GoOn::new);
        all.put("open", Open::new);
        all.put("nodes", Nodes::new);
        all.put("dkim", _ -> new Dkim());
        all.put("transport", Transports::line);
        all.put("bounce", BounceCommands::line);
        all.put("webhook", WebhookCommands::line);
        all.put("store", _ -> StoreCommands.line());
        all.put("warm-up", WarmUp::new);
        return all;
    }

    private static void common(CommandLine line) {
        common(line.getCommandSpec());
        line.getSubcommands().values().forEach(Commands::common);
    }

    private static void common(CommandSpec command) {
        command.versionProvider(new Root.Version());
        UsageMessageSpec usage = command.usageMessage();
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(Exit.all());
        usage.optionListHeading("%nOptions:%n").parameterListHeading("%n").synopsisHeading("Usage: ");
    }

    private static int misunderstood(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = new Printer(command.getErr());
        err.println("tidings: " + mistake.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("    Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return Exit.USAGE.code();
    }

    private static int stopped(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = new Printer(command.getErr());
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
