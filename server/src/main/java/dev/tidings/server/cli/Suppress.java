package dev.tidings.server.cli;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.mail.Address;
import dev.tidings.server.suppression.CsvImport.Imported;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `suppress`: keeps mail from an address, or from a whole list.
@Command(
        name = "suppress",
        mixinStandardHelpOptions = true,
        description = {
            "Keep mail from an address: one notification's, or all of it. Whoever waits is left out at once, later"
                    + " occurrences say so with the reason. Nobody is counted as failed.",
            "A list is a CSV file whose first line names its columns: address, and perhaps notification, reason, since,"
                    + " expires, source, by, note. Or one address a line. Ends with 1 when some of it could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings suppress ann@example.com --notification weekly-report --note \"asked by phone\"",
            "  tidings suppress ann@example.com --for 30d",
            "  tidings suppress --import unsubscribed.csv --reason unsubscribed",
        })
final class Suppress implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Who is not to be mailed.")
    @Nullable
    String address;

    @Option(names = "--notification", paramLabel = "NAME", description = "Only this one; all mail without it.")
    @Nullable
    String notification;

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            defaultValue = "manual",
            description =
                    "unsubscribed, bounced, complained or manual. Default: manual. Of a list: where it says none.")
    String reason = "manual";

    @Option(names = "--for", paramLabel = "SPAN", description = "So long, such as 30d; for good without it.")
    @Nullable
    String span;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; it is shown with the suppression.")
    String note = "";

    @Option(names = "--import", paramLabel = "FILE", description = "Read a list instead of one address.")
    @Nullable
    Path file;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Suppress(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if ((address == null) == (file == null)) {
            throw Stop.usage("one of ADDRESS and --import is needed", "Write tidings suppress ann@example.com.");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            return file == null ? one(desk) : all(desk, file);
        }
    }

    private int one(Desk desk) {
        Address whose = Run.address("ADDRESS", address).orElseThrow();
        Instant now = around.clock().instant();
        Suppression suppression = new Suppression(
                whose,
                Optional.ofNullable(notification),
                reason(reason),
                act(note),
                now,
                Optional.ofNullable(span).map(text -> now.plus(Spans.read("--for", text))));
        Desk.Changed changed = desk.suppress(suppression);
        answer.give(changed, out -> {
            String mail = suppression.notification().map(id -> "mail of " + id).orElse("mail");
            out.println(
                    changed.added() == 0
                            ? whose + " gets no " + mail + " already, for at least as long."
                            : whose + " gets no " + mail + " any more"
                                    + suppression
                                            .expires()
                                            .map(at -> ", until " + at.truncatedTo(ChronoUnit.SECONDS))
                                            .orElse("")
                                    + ".");
            leftOut(
                    changed.leftOut().values().stream()
                            .mapToLong(Integer::longValue)
                            .sum(),
                    out);
        });
        return Exit.FINE.code();
    }

    private int all(Desk desk, Path list) {
        if (!Files.isRegularFile(list)) {
            throw Stop.problem("there is no file " + list, "Name a CSV file in UTF-8.");
        }
        if (notification != null || span != null) {
            throw Stop.usage(
                    "--notification and --for are for one address", "Write them as columns of the list, row by row.");
        }
        Imported imported = desk.suppressAll(list, reason(reason), act("import " + list.getFileName(), note));
        answer.give(imported, out -> {
            out.println("%,d of %,d rows newly suppressed.".formatted(imported.added(), imported.rows()));
            leftOut(imported.leftOut(), out);
            if (imported.unread() > 0) {
                out.println("%,d could not be read.".formatted(imported.unread()));
            }
            imported.problems().forEach(each -> out.println("  " + each));
        });
        return (imported.unread() == 0 ? Exit.FINE : Exit.PROBLEM).code();
    }

    private static void leftOut(long count, PrintWriter out) {
        if (count > 0) {
            out.println(Words.count(count, "waiting mail") + " left out.");
        }
    }

    static Reason reason(String word) {
        try {
            return Reason.of(word);
        } catch (IllegalArgumentException unknown) {
            throw Stop.usage("\"" + word + "\" is not a reason", "Known here: " + Reason.words() + ".");
        }
    }

    /// Who sits at this terminal.
    static Act act(String note) {
        return act("command line", note);
    }

    private static Act act(String source, String note) {
        try {
            return new Act(source, System.getProperty("user.name", ""), note);
        } catch (IllegalArgumentException tooLong) {
            throw Stop.usage(String.valueOf(tooLong.getMessage()), "Shorten it.");
        }
    }
}
