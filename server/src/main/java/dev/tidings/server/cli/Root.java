package dev.tidings.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `tidings` itself: says which commands there are.
@Command(
        name = "tidings",
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        description = "Scheduled notification e-mail that can prove what it did.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings demo                     see it work; nothing leaves this machine",
            "  tidings init my-mail             a small workspace to begin with",
            "  tidings serve -w my-mail         run it",
            "  tidings help plan                about one command"
        })
final class Root implements Runnable {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "When something goes wrong, show where in the program.")
    boolean debug;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Root.class.getPackage().getImplementationVersion();
            return new String[] {
                "tidings " + (version == null ? "(from sources)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }
}
