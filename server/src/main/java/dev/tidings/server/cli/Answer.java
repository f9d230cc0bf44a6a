package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a command that gives data says it: in words, or as JSON.
final class Answer {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--json", description = "Print JSON instead of words.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    /// @param words what a person reads
    <T> void give(T answer, Consumer<PrintWriter> words) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(answer));
        } else {
            words.accept(out);
        }
        out.flush();
    }
}
