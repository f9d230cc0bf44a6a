package dev.tidings.server.cli;

import dev.tidings.feedback.Report;
import dev.tidings.feedback.mail.MessageReader;
import dev.tidings.server.answer.MessageAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
        try (MessageLines lines = MessageLines.to(answer.printer(), answer.json)) {
            files.forEach(file -> tell(file, lines));
        }
        return Exit.FINE.code();
    }

    private void tell(String file, MessageLines lines) {
        if (file.equals("-")) {
            lines.tell(MessageAnswer.of("-", read(around.in(), file)));
            return;
        }
        try (Stream<Path> below = Files.walk(around.here().resolve(file))) {
            below.filter(Files::isRegularFile).sorted().forEach(each -> lines.tell(read(file, each)));
        } catch (IOException | UncheckedIOException gone) {
            throw unreadable(file, gone);
        }
    }

    private MessageAnswer read(String named, Path file) {
        Path root = around.here().resolve(named);
        String shown = file.equals(root)
                ? named
                : Path.of(named).resolve(root.relativize(file)).toString();
        try (InputStream in = Files.newInputStream(file)) {
            return MessageAnswer.of(shown, read(in, shown));
        } catch (IOException gone) {
            throw unreadable(shown, gone);
        }
    }

    private Report read(InputStream in, String file) {
        try {
            return reader.read(in);
        } catch (IOException gone) {
            throw unreadable(file, gone);
        }
    }

    private static Stop unreadable(String file, Exception why) {
        return new Stop(
                Exit.PROBLEM,
                file + " cannot be read: " + why.getMessage() + "\n    It must be there, and yours to read.",
                why);
    }
}
