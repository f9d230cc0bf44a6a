package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composition;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.InWords;
import dev.tidings.transport.catcher.Letter;
import dev.tidings.transport.catcher.Letter.Attached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `preview`: one person's mail, as it would be sent.
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Compose one person's mail as it would be sent, and show it.",
            "Prints the text, or writes NAME.eml, NAME.html and NAME.txt into a folder. Sends nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings preview weekly-report --as ann@example.com",
            "  tidings preview weekly-report --out /tmp/preview",
        })
final class Preview implements Runnable {
    private final Surroundings around;

    @Parameters(paramLabel = "NAME", description = "A notification of the workspace.")
    String name = "";

    @Option(names = "--as", paramLabel = "ADDRESS", description = "Whose. Default: the first of the audience.")
    @Nullable
    String as;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            defaultValue = "next",
            description = "As if it were due then: a time, or next, last or now. Default: next.")
    String at = "next";

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write files there instead of printing.")
    @Nullable
    Path out;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Preview(Surroundings around) {
        this.around = around;
    }

    /// @param copies      who would get a copy: `cc boss@example.com`
    /// @param html        empty when the mail has none
    /// @param size        of the whole mail, in octets
    /// @param attachments names of the files that go along
    /// @param files       which were written
    record Previewed(
            String to,
            List<String> copies,
            Instant at,
            String subject,
            Optional<String> text,
            Optional<String> html,
            long size,
            List<String> attachments,
            List<String> files) {}

    @Override
    public void run() {
        WorkspaceOption.Noted noted = workspace.notification(name);
        Instant due = Due.of(noted, at, around.clock());
        InForce.warn(workspace.root(), noted, answer.command.commandLine().getErr());
        try (Wiring.OpenRehearsal open = Wiring.rehearse(noted.workspace())) {
            Line.Mail mail = open.rehearsal()
                    .preview(noted.notification(), Run.address("--as", as), due)
                    .orElseThrow(this::nobody);
            show(mail, composed(mail, noted), Due.zone(noted));
        } catch (SourceFailure failure) {
            throw new Stop(Exit.PROBLEM, name + ": " + failure.getMessage(), failure);
        }
    }

    private Stop nobody() {
        return Stop.unknown(
                as == null ? "nobody is in the audience" : as + " is not in the audience",
                "See who is: tidings plan " + name);
    }

    private static Composition.Composed composed(Line.Mail mail, WorkspaceOption.Noted noted) {
        String who = mail.recipient().mailbox().address().toString();
        return switch (mail.composition()) {
            case Composition.Composed composed -> composed;
            case Composition.Unfit(String rule, String why) ->
                throw new Stop(Exit.PROBLEM, "no mail for " + who + ": " + rule + ": " + noted.own(why));
            case Composition.Unready(String why) -> throw new Stop(Exit.PROBLEM, "no mail for " + who + ": " + why);
        };
    }

    private void show(Line.Mail mail, Composition.Composed composed, ZoneId zone) {
        Letter letter = Letter.read(composed.content());
        Previewed previewed = new Previewed(
                mail.recipient().mailbox().toString(),
                InWords.copies(mail),
                mail.at(),
                composed.subject(),
                letter.text(),
                letter.html(),
                composed.content().length,
                letter.attachments().stream().map(Attached::name).toList(),
                out == null ? List.of() : write(out, composed, letter));
        answer.give(previewed, words -> {
            words.println("To:      " + previewed.to());
            if (!previewed.copies().isEmpty()) {
                words.println("Copies:  " + String.join(", ", previewed.copies()));
            }
            words.println("Subject: " + previewed.subject());
            words.println("At:      " + Moments.both(previewed.at(), zone));
            words.println("Size:    " + previewed.size() + " octets");
            if (!previewed.attachments().isEmpty()) {
                words.println("Files:   " + String.join(", ", previewed.attachments()));
            }
            if (out == null) {
                words.println();
                words.println(letter.text().or(letter::html).orElse(""));
            }
            previewed.files().forEach(file -> words.println("Written: " + file));
        });
    }

    private List<String> write(Path folder, Composition.Composed composed, Letter letter) {
        List<String> written = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            written.add(write(folder, ".eml", composed.content()));
            if (letter.html().isPresent()) {
                written.add(write(folder, ".html", letter.html().get().getBytes(UTF_8)));
            }
            if (letter.text().isPresent()) {
                written.add(write(folder, ".txt", letter.text().get().getBytes(UTF_8)));
            }
            return written;
        } catch (IOException unwritable) {
            throw new Stop(Exit.PROBLEM, folder + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    private String write(Path folder, String ending, byte[] content) throws IOException {
        return Files.write(folder.resolve(name + ending), content).toString();
    }
}
