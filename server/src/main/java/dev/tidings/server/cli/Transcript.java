package dev.tidings.server.cli;

import dev.tidings.mail.Address;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.answer.WantedAnswer;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `transcript`: has what is said to mail servers written down for a time, and shows it.
@Command(
        name = "transcript",
        mixinStandardHelpOptions = true,
        description = {
            "Have what is said to mail servers and by them written down word by word, for a time.",
            "on: of all mail that fits every option, for --for, or until 200 conversations are written; with a delivery's"
                    + " number, of its next attempt. off: no more. show: what was said for one mail. list: whose are"
                    + " written now.",
            "Passwords and tokens are never written, nor what a mail says. The latest 1000 are kept. A restart of the"
                    + " server ends it. Mail at stage log meets no server."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings transcript on --transport main --for 10m",
            "  tidings transcript on --to ann@example.com --for 2h",
            "  tidings transcript on 17            the next attempt of delivery 17",
            "  tidings transcript show 17",
            "  tidings transcript off",
        })
final class Transcript implements Callable<Integer> {
    enum Act {
        ON,
        OFF,
        SHOW,
        LIST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Surroundings around;

    @Parameters(
            index = "0",
            paramLabel = "ACT",
            arity = "0..1",
            defaultValue = "list",
            description = "on, off, show or list. Default: list.")
    Act act = Act.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DELIVERY", description = "A delivery's number.")
    @Nullable
    String delivery;

    @Option(names = "--transport", paramLabel = "NAME", description = "Only mail by this transport.")
    @Nullable
    String transport;

    @Option(names = "--notification", paramLabel = "NAME", description = "Only mail of this notification.")
    @Nullable
    String notification;

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Only mail to this address.")
    @Nullable
    String to;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long: 30s, 10m, 2h; at most 24h. Default: 10m.")
    String time = "10m";

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Transcript(Surroundings around) {
        this.around = around;
    }

    /// @param ended how many wishes
    record Ended(int ended) {}

    @Override
    public Integer call() {
        return switch (act) {
            case ON -> on();
            case OFF -> off();
            case SHOW -> show();
            case LIST -> list();
        };
    }

    private int on() {
        Optional<Address> address = Run.address("--to", to);
        Duration span = Spans.read("--for", time);
        boolean named = transport != null || notification != null || to != null;
        if (named == (delivery != null)) {
            throw Stop.usage(
                    "it is not clear whose conversations are meant",
                    "Give --transport, --notification or --to, or else the number of one delivery.");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            WantedAnswer wanted = delivery != null
                    ? desk.listen(Numbers.read("a delivery", delivery))
                    : desk.listen(Optional.ofNullable(transport), Optional.ofNullable(notification), address, span);
            ZoneId zone = ZoneId.of(desk.status().zone());
            answer.give(wanted, out -> {
                out.println("From now on: " + line(wanted, zone) + ".");
                out.println(
                        "See what was said: tidings transcript show DELIVERY, or tidings explain ADDRESS --transcript");
            });
            return Exit.FINE.code();
        }
    }

    private int off() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            int ended = desk.listenNoMore();
            answer.give(
                    new Ended(ended),
                    out -> out.println(ended == 0 ? "Nothing was written down." : "No more is written down."));
            return Exit.FINE.code();
        }
    }

    private int show() {
        if (delivery == null) {
            throw Stop.usage("it is not said which mail is meant", "Give its number: tidings transcript show 17");
        }
        long id = Numbers.read("a delivery", delivery);
        try (Desk desk = Desk.of(workspace, around.clock())) {
            List<TranscriptAnswer> transcripts = desk.transcripts(id);
            answer.give(transcripts, out -> {
                if (transcripts.isEmpty()) {
                    out.println("Nothing of what was said for delivery " + id
                            + " was written down, or it is kept no more.");
                    out.println("Have its next attempt written down: tidings transcript on " + id);
                }
                Spoken.say(transcripts, out);
            });
            return Exit.FINE.code();
        }
    }

    private int list() {
        try (Desk desk = Desk.of(workspace, around.clock())) {
            List<WantedAnswer> all = desk.listening();
            ZoneId zone = ZoneId.of(desk.status().zone());
            answer.give(all, out -> list(all, zone, out));
            return Exit.FINE.code();
        }
    }

    private static void list(List<WantedAnswer> all, ZoneId zone, PrintWriter out) {
        if (all.isEmpty()) {
            out.println("Nothing of what is said is written down now.");
        }
        all.forEach(each -> out.println("  " + line(each, zone)));
    }

    private static String line(WantedAnswer wanted, ZoneId zone) {
        return "%s; until %s, at most %s more"
                .formatted(
                        wanted.words(),
                        Moments.local(wanted.until(), zone),
                        Words.count(wanted.left(), "conversation"));
    }
}
