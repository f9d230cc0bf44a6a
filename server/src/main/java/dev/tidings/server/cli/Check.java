package dev.tidings.server.cli;

import dev.tidings.server.Wiring;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `check`: every problem of a workspace at once.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Read the workspace and say everything that is wrong with it. Sends nothing.",
            "Mails to people who are named in the files are composed for the first of them. A variable that only a"
                    + " transport's password or a key to sign with needs is a warning."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings check",
            "  tidings check -w my-mail --json",
        })
final class Check implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Check(Surroundings around) {
        this.around = around;
    }

    /// @param warnings      what does not keep plan and preview from working, but serve; and what works, but not
    ///                      well
    /// @param notifications how many are sound
    record Found(List<Problem> problems, List<Problem> warnings, int notifications) {}

    @Override
    public Integer call() {
        Reading strict = Wiring.read(workspace.root());
        Reading lenient = Wiring.readToLook(workspace.root());
        List<Problem> needed = strict.problems().stream()
                .filter(each -> !lenient.problems().contains(each))
                .toList();
        List<Problem> doubts = lenient.workspace().map(Doubts::of).orElse(List.of());
        List<Problem> problems = new ArrayList<>(lenient.problems());
        lenient.workspace()
                .ifPresent(read -> problems.addAll(Outlook.problems(read, lenient.origins(), around.clock())));
        int sound = lenient.workspace().map(read -> read.notifications().size()).orElse(0);
        List<Problem> warnings = Stream.concat(needed.stream(), doubts.stream()).toList();
        answer.give(new Found(problems, warnings, sound), out -> {
            problems.forEach(out::println);
            needed.forEach(each -> out.println("warning: " + each + "\n    tidings serve needs it."));
            doubts.forEach(each -> out.println("warning: " + each));
            out.println(
                    problems.isEmpty()
                            ? (warnings.isEmpty() ? "All is well: " : "All is well but for the warnings: ")
                                    + Words.count(sound, "notification") + "."
                            : summary(problems, sound));
        });
        return problems.isEmpty() ? Exit.FINE.code() : Exit.PROBLEM.code();
    }

    private static String summary(List<Problem> problems, int sound) {
        return Words.count(problems.size(), "problem") + "; " + Words.count(sound, "notification")
                + " could run. A running server takes up no edit until all are mended.";
    }
}
