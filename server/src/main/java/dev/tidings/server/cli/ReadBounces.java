package dev.tidings.server.cli;

import dev.tidings.feedback.mail.MessageReader;
import dev.tidings.server.answer.MessageAnswer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `bounce read`: what messages say that somebody kept.
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = {
            "Print what a raw message says: a bounce, a status, a complaint, an auto-reply, or something other; for each"
                    + " recipient whether it failed, hard or soft, why, with which codes, and in which words.",
            "What is late and still being tried is a soft bounce whose fate is \"delayed\". With --json, a list of one"
                    + " object for each message. Nothing is written down."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings bounce read returned.eml",
            "  tidings bounce read Maildir/new --json",
            "  tidings bounce read - < returned.eml",
        })
final class ReadBounces implements Callable<Integer> {
    /// Of a longer one the reader looks at less.
    private static final int OCTETS_MAX = 16 * 1024 * 1024;

    private final Surroundings around;
    private final MessageReader reader = new MessageReader();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file, a folder of them, or - for standard input.")
    List<String> files = List.of();

    @Mixin
    Answer answer = new Answer();

    ReadBounces(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (OneByOne<MessageAnswer> messages = OneByOne.to(answer, ReadBounces::say)) {
            new Kept(around, OCTETS_MAX)
                    .each(files, (file, octets) -> messages.give(MessageAnswer.of(file, reader.read(octets))));
        }
        return Exit.FINE.code();
    }

    private static void say(MessageAnswer message, PrintWriter out) {
        out.println(message.file() + ": " + message.kind());
        message.events().forEach(event -> {
            out.println("  " + sentence(event));
            if (!event.said().isEmpty()) {
                out.println("    " + event.said());
            }
        });
        if (!message.about().isEmpty()) {
            out.println("  about " + String.join(", ", message.about()));
        }
    }

    private static String sentence(MessageAnswer.Event event) {
        return Stream.of(
                        event.recipient().orElse("nobody is named"),
                        event.hardness()
                                .map(hardness -> hardness + " " + event.fate())
                                .orElse(event.fate()),
                        event.reason(),
                        event.code().map(String::valueOf).orElse(""),
                        event.status().orElse(""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
