package dev.tidings.server.cli;

import dev.tidings.server.Running;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: runs a workspace until it is asked to end.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Run the workspace: send what is due, show the console, answer the API.",
            "Changed files are taken up by themselves. On SIGTERM or Ctrl-C what is under way is ended first; the process"
                    + " then ends with 143 or 130."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings serve",
            "  tidings serve -w my-mail",
        })
final class Serve implements Runnable {
    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Option(names = "--no-watch", description = "Do not take up changed files.")
    boolean still;

    Serve(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        new Serving(workspace.root(), around.out()).run(new Running.Options(!still), running -> {});
    }
}
