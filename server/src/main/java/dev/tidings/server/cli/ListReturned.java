package dev.tidings.server.cli;

import dev.tidings.ledger.History.Told;
import dev.tidings.server.answer.NoticeAnswer;
import dev.tidings.server.answer.ReturnedList;
import dev.tidings.server.answer.ReturnedMail;
import dev.tidings.server.answer.Returns;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `returned`: what came back after it had been accepted.
@Command(
        name = "returned",
        mixinStandardHelpOptions = true,
        description = {
            "List what others told of mails after they had been accepted, newest first: what came back, what was"
                    + " complained of, and what was done about it.",
            "--rates counts the last 30 days by notification, transport and domain, and says what of it is about us and"
                    + " what to do about that."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings returned",
            "  tidings returned --unmatched",
            "  tidings returned --complaints -n 1000 --json",
            "  tidings returned --rates",
        })
final class ListReturned implements Runnable {
    private static final int MOST = 1000;

    private final Surroundings around;

    @ArgGroup
    @Nullable
    Which which;

    static final class Which {
        @Option(names = "--bounces", description = "Only what came back.")
        boolean bounces;

        @Option(names = "--complaints", description = "Only what was reported as spam.")
        boolean complaints;

        @Option(names = "--unmatched", description = "Only what belongs to no mail that is known.")
        boolean unmatched;

        @Option(names = "--rates", description = "How much of what was handed over, instead of the list.")
        boolean rates;

        Told told() {
            return bounces ? Told.BOUNCES : complaints ? Told.COMPLAINTS : unmatched ? Told.UNMATCHED : Told.ALL;
        }
    }

    @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "At most so many. Default: 50.")
    int most = 50;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    ListReturned(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        if (most < 1 || most > MOST) {
            throw Stop.usage("-n is " + most, "It is 1 to " + MOST + ".");
        }
        try (Desk desk = Desk.of(workspace, around.clock())) {
            if (which != null && which.rates) {
                Returns returns = desk.returns();
                answer.give(returns, out -> say(returns, out));
            } else {
                ReturnedList list = desk.returned(which == null ? Told.ALL : which.told(), most);
                answer.give(list, out -> say(list, out));
            }
        }
    }

    private static void say(ReturnedList list, PrintWriter out) {
        if (list.returned().isEmpty()) {
            out.println("Nothing of this kind came back.");
            return;
        }
        ZoneId zone = ZoneId.of(list.zone());
        list.returned().forEach(each -> say(each, zone, out));
        list.before().ifPresent(more -> out.println("There are more; -n shows up to " + MOST + "."));
        out.println("The life of one: tidings explain ID · How much of what: tidings returned --rates");
    }

    /// Two lines or three: a server's words may be long.
    private static void say(ReturnedMail mail, ZoneId zone, PrintWriter out) {
        NoticeAnswer notice = mail.notice();
        String which = mail.delivery()
                .map(each -> "delivery %d of %s, %s".formatted(each.id(), each.notification(), each.state()))
                .orElse(notice.judged().isPresent() ? "no mail that is known" : "not looked at yet");
        out.println("  %s  %s  %s, by %s  (%s)"
                .formatted(notice.fate(), mail.who(), Moments.local(notice.at(), zone), notice.source(), which));
        out.println("      " + notice.because() + " — " + notice.means());
        notice.judged().ifPresent(judged -> out.println("      " + judged.done()));
    }

    private static void say(Returns returns, PrintWriter out) {
        if (returns.notifications().isEmpty()) {
            out.println("Nothing came back within 30 days.");
            return;
        }
        returns.aboutUs().forEach(each -> say(each, out));
        say("By notification", returns.notifications(), out);
        say("By transport", returns.transports(), out);
        say("By domain", returns.domains(), out);
    }

    private static void say(Returns.AboutUs about, PrintWriter out) {
        out.println("ABOUT US: " + about.reason() + ", " + Words.count(about.count(), "mail") + ". " + about.means());
        out.println("    " + about.advice());
        about.where()
                .forEach(each ->
                        out.println("    %d to %s by %s".formatted(each.count(), each.domain(), each.transport())));
    }

    private static void say(String title, List<Returns.Rate> rates, PrintWriter out) {
        out.println(title + ", within 30 days:");
        Words.columns(
                out,
                rates.stream()
                        .map(each -> List.of(
                                each.name(),
                                each.bounced() + " bounced",
                                each.bouncedShare(),
                                each.complained() + " complained",
                                each.complainedShare(),
                                each.handedOver() == 0 ? "" : "of " + each.handedOver()))
                        .toList());
    }
}
