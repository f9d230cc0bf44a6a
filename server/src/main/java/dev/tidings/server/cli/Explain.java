package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryDetail;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.TranscriptAnswer;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `explain`: what became of a mail, or why there was none.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say what became of a mail, or of all mail to a person, and why there was none.",
            "Ends with 3 when no mail of theirs is on record; what was due without them is said all the same."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings explain ann@example.com",
            "  tidings explain 17 --transcript",
            "  tidings explain 4bf92f3577b34da6a3ce929d0e0e4736",
            "  tidings explain '<4bf92f3577b34da6a3ce929d0e0e4736@example.com>'",
        })
final class Explain implements Callable<Integer> {
    private final Surroundings around;

    @Parameters(
            paramLabel = "WHAT",
            description = "An address, a person's key, a Message-ID, a trace id, or a delivery's number.")
    String of = "";

    @Option(
            names = "--transcript",
            description = "Also what was said to the mail server and by it, where that was taken down.")
    boolean withTranscript;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Explain(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            Explained explained = desk.explain(of);
            Function<Long, List<TranscriptAnswer>> transcripts =
                    withTranscript ? desk::transcripts : delivery -> List.of();
            answer.give(document(explained, transcripts), out -> say(explained, transcripts, out));
            return (explained.mails().isEmpty() ? Exit.UNKNOWN : Exit.FINE).code();
        }
    }

    /// @param transcripts by the delivery's number
    record WithTranscripts(Explained explained, Map<Long, List<TranscriptAnswer>> transcripts) {}

    private Object document(Explained explained, Function<Long, List<TranscriptAnswer>> transcripts) {
        if (!withTranscript) {
            return explained;
        }
        Map<Long, List<TranscriptAnswer>> all = new LinkedHashMap<>();
        explained
                .mails()
                .forEach(mail -> all.put(
                        mail.delivery().id(), transcripts.apply(mail.delivery().id())));
        return new WithTranscripts(explained, all);
    }

    private static void say(Explained explained, Function<Long, List<TranscriptAnswer>> transcripts, PrintWriter out) {
        out.println(explained.summary());
        for (DeliveryDetail mail : explained.mails()) {
            out.println();
            out.println("Delivery " + mail.delivery().id() + ", trace "
                    + mail.delivery().trace() + ": " + mail.delivery().state());
            mail.story().forEach(sentence -> out.println("  " + sentence));
            Spoken.say(transcripts.apply(mail.delivery().id()), out);
        }
        if (!explained.without().isEmpty()) {
            out.println();
            explained.without().forEach(each -> out.println(each.why()));
        }
    }
}
