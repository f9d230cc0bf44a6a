package dev.tidings.server.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `init`: a workspace to begin with.
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Make a workspace to begin with. It is at stage log: nothing leaves the machine.",
            "Examples to begin with: starter, weekly-report, standup, invoice-reminder, morning-digest."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings init my-mail",
            "  tidings init my-reports --example weekly-report",
        })
final class Init implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
    Path folder = Path.of(".");

    @Option(
            names = "--example",
            paramLabel = "NAME",
            defaultValue = "starter",
            description = "Which workspace to copy. Default: starter.")
    String example = "starter";

    @Mixin
    Answer answer = new Answer();

    Init(Surroundings around) {
        this.around = around;
    }

    record Made(String folder, String example, List<String> others) {}

    @Override
    public void run() {
        Example chosen = Example.of(example);
        chosen.copyTo(around.here().resolve(folder));
        List<String> others = Arrays.stream(Example.values())
                .filter(each -> each != chosen)
                .map(each -> each.word() + ": " + each.says())
                .toList();
        answer.give(new Made(folder.toString(), chosen.word(), others), out -> {
            out.println("Made " + folder + " (" + chosen.says() + "). Nothing in it leaves this machine yet.");
            out.println();
            out.println("  tidings check -w " + folder + "     is all well?");
            out.println("  tidings serve -w " + folder + "     run it and watch");
            out.println();
            out.println("Begin with " + folder.resolve("README.md") + ".");
        });
    }
}
