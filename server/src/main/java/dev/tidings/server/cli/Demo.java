package dev.tidings.server.cli;

import dev.tidings.server.Discovery;
import dev.tidings.server.Running;
import dev.tidings.server.answer.DeliveryDetail;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `demo`: the weekly report, running, with its Monday a few seconds from now.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "See it work: runs the example weekly-report in a temporary folder, with its next Monday a few seconds away.",
            "Nothing leaves this machine. The folder stays until you delete it; it is a workspace like any other."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings demo",
            "  tidings explain ann@example.com -w FOLDER     in another window, with the folder that it names",
        })
final class Demo implements Runnable {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WEEKS = 10;
    private static final String WATCHED = "ann@example.com";

    private final Surroundings around;

    Demo(Surroundings around) {
        this.around = around;
    }

    @Override
    public void run() {
        Path folder = prepared(around.clock().instant().truncatedTo(ChronoUnit.SECONDS));
        PrintStream out = around.out();
        out.println("Nothing leaves this machine: stage log, mail catcher.");
        out.println("The workspace: " + folder + " (yours to look at and change; it stays until you delete it)");
        out.println("The weekly report is due in " + SOON.toSeconds() + " seconds. Ctrl-C ends the demo.");
        CountDownLatch over = new CountDownLatch(1);
        new Serving(folder, out)
                .run(
                        new Running.Options(true),
                        running -> Thread.ofVirtual().start(() -> watch(folder, running, over)));
        over.countDown();
    }

    /// The example as it is, but due soon, as if the report before had been a week ago.
    private static Path prepared(Instant now) {
        try {
            Path folder = Files.createTempDirectory("tidings-demo-");
            Example.WEEKLY_REPORT.copyTo(folder);
            Path report = folder.resolve("notifications/weekly-report.yaml");
            Files.writeString(report, dueSoon(Files.readString(report), now));
            Path settings = folder.resolve("tidings.yaml");
            Files.writeString(settings, Files.readString(settings) + "\nweb: { listen: \"127.0.0.1:0\" }\n");
            return folder;
        } catch (IOException unwritable) {
            throw new Stop(Exit.PROBLEM, "the demo's folder cannot be made: " + unwritable.getMessage(), unwritable);
        }
    }

    static String dueSoon(String report, Instant now) {
        Instant before = now.plus(SOON).minus(WEEK);
        String times = Stream.iterate(before, each -> each.plus(WEEK))
                .limit(WEEKS)
                .map(each -> "    - \"" + each + "\"\n")
                .collect(Collectors.joining());
        String schedule = """
                schedule:
                  zone: Asia/Shanghai
                  at:   # for the demo; otherwise cron: "0 9 * * MON"
                %s""".formatted(times);
        return report.replaceFirst("(?m)^schedule:\\s*\\n(?:[ \\t]+.*\\n)+", schedule);
    }

    /// Tells when the first mail was caught.
    private void watch(Path folder, Running running, CountDownLatch over) {
        try {
            while (!over.await(1, TimeUnit.SECONDS)) {
                Optional<DeliveryDetail> caught = caught(folder);
                if (caught.isPresent()) {
                    around.out()
                            .println("Caught the first mail: "
                                    + caught.get().delivery().notification() + " for " + WATCHED + ". See all of them: "
                                    + running.link());
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<DeliveryDetail> caught(Path folder) {
        Optional<Discovery> server = Discovery.read(folder);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        try (Desk desk = new ServerDesk(server.get())) {
            return desk.explain(WATCHED).mails().stream()
                    .filter(mail -> mail.delivery().state().equals("accepted"))
                    .findFirst();
        } catch (Stop notYet) {
            return Optional.empty();
        }
    }
}
