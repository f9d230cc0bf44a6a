package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tidings.notification.Workspace;
import dev.tidings.server.MemoryStory;
import dev.tidings.workspace.WorkspaceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a house and its notifications say of mail that comes back, as people read it.
class BouncesDeclaredTest extends MemoryStory {
    private static final String ADDRESS = "address: bounces@example.com, key: 0123456789abcdef0123456789abcdef";
    private static final String READ = ADDRESS + ", listen: \"lmtp://127.0.0.1:2424\"";

    @TempDir
    Path root;

    private Answers house(String bounces, String deliver) throws IOException {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n" + bounces);
        Files.createDirectories(root.resolve("notifications"));
        Files.writeString(root.resolve("notifications/weekly.yaml"), """
                to: [ ann@example.com ]
                subject: hello
                text: hello
                """ + deliver);
        Workspace workspace =
                new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();
        return Answers.of(history(), workspace, List.of(), clock());
    }

    private NotificationDetail.Delivery declared(String bounces, String deliver) throws IOException {
        return house(bounces, deliver).notification("weekly").orElseThrow().delivery();
    }

    @Test
    void where_mail_comes_back_to_and_nobody_reads_it_is_a_trouble() throws IOException {
        assertThat(house("bounces: { " + ADDRESS + " }\n", "").status().troubles())
                .extracting(Status.Trouble::what)
                .containsExactly("What comes back goes to bounces@example.com, and nobody reads it there.");
        assertThat(house("bounces: { " + READ + " }\n", "").status().troubles()).isEmpty();
        assertThat(house("", "").status().troubles()).isEmpty();
    }

    @Test
    void what_is_under_way_of_a_stopped_notification_says_that_it_is() throws IOException {
        drawn("weekly", "ann");
        drawn("daily", "ann");
        ledger.stop("weekly", "bounces > 5%");
        Answers answers = house("", "");

        assertThat(answers.status().running())
                .extracting(OccurrenceAnswer::notification, OccurrenceAnswer::stopped)
                .containsExactlyInAnyOrder(tuple("weekly", true), tuple("daily", false));

        ledger.goOn("weekly");
        assertThat(answers.status().running()).noneMatch(OccurrenceAnswer::stopped);
    }

    @Test
    void who_is_left_out_and_what_stops_it_is_in_words() throws IOException {
        assertThat(declared("", "").bounces()).isEqualTo("Nothing that comes back is read.");
        NotificationDetail.Delivery house = declared("bounces: { " + READ + ", stop-when: bounces > 5% }\n", "");
        assertThat(house.bounces())
                .isEqualTo("An address is left out for good at once where there is no such address, and after 3 full"
                        + " mailboxes within 30 d. Who complains is left out at once.");
        assertThat(house.stopWhen()).containsExactly("bounces > 5%");
    }

    @Test
    void what_a_notification_says_itself_outweighs_the_house() throws IOException {
        NotificationDetail.Delivery own = declared("bounces: { " + READ + ", stop-when: bounces > 5% }\n", """
                deliver:
                  bounces:
                    suppress: { hard: never, mailbox: never, for: 90d }
                    stop-when: [complaints > 0.3%, bounces > 10%]
                """);

        assertThat(own.bounces()).isEqualTo("Bounces have nobody left out. Who complains is left out at once.");
        assertThat(own.stopWhen()).containsExactly("complaints > 0.3%", "bounces > 10%");
    }
}
