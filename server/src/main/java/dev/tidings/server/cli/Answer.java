package dev.tidings.server.cli;

import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.Shown;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that gives data says it: in words, or as JSON.
final class Answer {
    @Option(names = "--json", description = "Print JSON instead of words.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /// @param words what a person reads
    <T> void give(T answer, Consumer<PrintWriter> words) {
        PrintWriter out = printer();
        if (json) {
            out.println(Shown.escaped(Json.INDENTED.writeValueAsString(answer)));
        } else {
            words.accept(out);
        }
        out.flush();
    }

    Printer printer() {
        return new Printer(command.commandLine().getOut());
    }
}
