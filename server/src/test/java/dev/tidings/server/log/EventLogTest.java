package dev.tidings.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Address;
import dev.tidings.notification.Workspace;
import dev.tidings.server.MemoryStory;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EventLogTest extends MemoryStory {
    private final EventLog log = new EventLog();
    private final Logger logger = (Logger) LoggerFactory.getLogger("tidings");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void a_line_names_its_message_masks_its_address_and_says_what_happens_next() {
        drawn("daily", "ann");
        Claim claim = claim();
        tell(deferred(claim, now().plusSeconds(300)));

        assertThat(line())
                .isEqualTo("message " + claim.trace() + " to a***@example.org deferred by house in 120 ms:"
                        + " 451 4.7.1 greylisted; next try 2026-03-02T09:05:00Z");
        assertThat(lines.list.getFirst().getKeyValuePairs()).anyMatch(pair -> pair.key.equals("trace"));
    }

    @Test
    void a_closed_road_says_why_and_until_when() {
        log.on(new Event.RoadClosed("main", Trouble.SIGN_IN, "535 bad password", Instant.MAX));

        assertThat(line())
                .isEqualTo("road main closed (sign-in): 535 bad password;"
                        + " stays closed until the settings change or a person opens it");
    }

    @Test
    void a_suppression_is_one_line_that_names_nobody() {
        Suppression unsubscribed = suppression("ann", Optional.of("weekly"), "one-click");

        log.on(new Event.Suppressed(List.of(unsubscribed), Map.of("weekly", 2)));
        log.on(new Event.Suppressed(
                List.of(
                        unsubscribed,
                        suppression("bob", Optional.empty(), "postmark"),
                        suppression("eve", Optional.empty(), "mailgun"),
                        suppression("joe", Optional.empty(), "postmark")),
                Map.of("weekly", 1)));
        log.on(new Event.Lifted(List.of(unsubscribed), new Suppression.Act("console", "anna", "")));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "a***@example.org of weekly suppressed (unsubscribed on 2026-03-02, one-click);"
                                + " 2 waiting mails left out",
                        "4 addresses suppressed (unsubscribed, one-click, postmark, mailgun);"
                                + " 1 waiting mail left out",
                        "a***@example.org of weekly not suppressed any more (console, anna)");
    }

    private static Suppression suppression(String person, Optional<String> notification, String source) {
        return new Suppression(
                new Address(person, "example.org"),
                notification,
                Suppression.Reason.UNSUBSCRIBED,
                new Suppression.Act(source, "the reader", ""),
                NINE,
                Optional.empty());
    }

    @Test
    void many_missed_instants_are_one_line() {
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");

        log.on(new Event.Missed(
                "beat", false, nine, nine.plusSeconds(999), 1000, "superseded by 2026-03-02T09:16:40Z"));

        assertThat(lines.list).hasSize(1);
        assertThat(line())
                .isEqualTo("beat: 1,000 instants from 2026-03-02T09:00:00Z to 2026-03-02T09:16:39Z missed;"
                        + " the last one: superseded by 2026-03-02T09:16:40Z");
    }

    @Test
    void what_was_skipped_is_not_said_to_be_missed() {
        log.on(new Event.Missed("beat", true, Instant.parse("2026-03-02T09:00:00Z"), "stopped: bounces > 5%"));

        assertThat(line()).isEqualTo("occurrence beat 2026-03-02T09:00:00Z skipped: stopped: bounces > 5%");
        assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void what_was_removed_from_the_ledger_is_one_line() {
        log.on(new Event.Forgotten(12, 3400, Instant.parse("2026-03-02T09:00:00.123Z")));

        assertThat(line())
                .isEqualTo(
                        "3400 messages and 12 occurrences that ended before 2026-03-02T09:00:00Z removed from the ledger");
    }

    @Test
    void what_waits_for_a_restart_is_said(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n");
        Workspace workspace =
                new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();

        log.on(new Event.Reloaded(workspace, List.of("store")));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .last()
                .isEqualTo("tidings.yaml: the changed store takes effect at the next start");
    }

    @Test
    void one_notification_is_one(@TempDir Path root) throws Exception {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n");
        Path file = Files.createDirectory(root.resolve("notifications")).resolve("news.yaml");
        Files.writeString(file, "to: ann@example.org\nsubject: News\ntext: Hello\n");
        Workspace workspace =
                new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();

        log.on(new Event.Reloaded(workspace, List.of()));

        assertThat(line()).contains(", 1 notification, stage ");
    }

    private void tell(Settlement settlement) {
        log.on(new Event.Attempted(settlement.claim(), settlement.attempt(), settlement.verdict()));
    }

    private String line() {
        return lines.list.getFirst().getFormattedMessage();
    }
}
