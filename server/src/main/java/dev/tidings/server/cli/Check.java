package dev.tidings.server.cli;

import dev.tidings.server.Wiring;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `check`: every problem of a workspace at once.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Read the workspace and say everything that is wrong with it. Sends nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings check",
            "  tidings check -w my-mail --json",
        })
final class Check implements Callable<Integer> {
    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    /// @param notifications how many are sound
    record Found(List<Problem> problems, int notifications) {}

    @Override
    public Integer call() {
        Reading reading = Wiring.read(workspace.root());
        List<Problem> problems = reading.problems();
        int sound = reading.workspace().map(read -> read.notifications().size()).orElse(0);
        answer.give(new Found(problems, sound), out -> {
            problems.forEach(out::println);
            out.println(
                    problems.isEmpty()
                            ? "All is well: " + Words.count(sound, "notification") + "."
                            : summary(problems, sound));
        });
        return problems.isEmpty() ? Exit.FINE.code() : Exit.PROBLEM.code();
    }

    private static String summary(List<Problem> problems, int sound) {
        return Words.count(problems.size(), "problem") + "; " + Words.count(sound, "notification") + " could run.";
    }
}
