package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One running server goes up the ladder, and stands through bad files, by edits of its files alone.
class LadderTest {
    @Test
    void from_the_catcher_to_the_test_mailbox_to_people_without_a_restart(@TempDir Path folder) throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        try (Submission submission = Submission.start(folder.resolve("inboxes"))) {
            String transport = submission.transport(folder.resolve("secret"));
            write(workspace, "log", transport, "Hello {{ email }}");
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                run(server);
                assertThat(submission.mail()).as("stage log: nothing leaves").isEmpty();

                write(workspace, "test", transport, "Hello {{ email }}");
                awaitStage(server, "test");
                run(server);
                assertThat(submission.mail())
                        .as("stage test: the test mailbox only")
                        .containsOnlyKeys("qa@example.com");
                var tried = submission.mail().get("qa@example.com").getFirst();
                assertThat(tried.getSubject()).startsWith("[Test]");
                assertThat(tried.getHeader("X-Tidings-Intended-Recipient")).containsExactly("ann@example.org");

                write(workspace, "live", transport, "Hello {{ email }}");
                awaitStage(server, "live");
                run(server);
                assertThat(submission.mail()).containsOnlyKeys("qa@example.com", "ann@example.org");

                brokenFileChangesNothing(workspace, server, transport);
            }
        }
    }

    private static void brokenFileChangesNothing(Path workspace, RunningServer server, String transport)
            throws IOException, InterruptedException {
        write(workspace, "live", transport, "Hello {{ email ");
        Awaitility.await("the problem is told")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !server.get("/api/v1/problems").isEmpty()
                        && server.get("/api/v1/problems").toString().contains("notifications/hello.yaml"));
        assertThat(Processes.run("check", "-w", workspace.toString()).exit()).isEqualTo(1);
        run(server);

        write(workspace, "live", transport, "Goodbye {{ email }}");
        Awaitility.await("the mend takes force")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !server.get("/api/v1/problems").toString().contains("notifications/hello.yaml"));
    }

    private static void run(RunningServer server) throws IOException, InterruptedException {
        long before =
                server.occurrence() == null ? 0 : server.occurrence().get("id").asLong();
        server.post("/api/v1/notifications/hello/occurrences", "{}");
        Awaitility.await("a new occurrence is finished")
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.occurrence().get("id").asLong() > before
                        && server.occurrence().get("standing").asString().equals("finished"));
        assertThat(server.occurrence().get("result").asString()).isEqualTo("succeeded");
    }

    private static void awaitStage(RunningServer server, String stage) {
        Awaitility.await("stage " + stage + " takes force")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        server.get("/api/v1/status").get("stage").asString().equals(stage));
    }

    private static void write(Path workspace, String stage, String transport, String text) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.writeString(
                workspace.resolve("notifications/hello.yaml"),
                "to: [ ann@example.org ]\nsubject: Hello\ntext: \"" + text + "\"\n");
        Files.writeString(
                workspace.resolve("tidings.yaml"),
                "stage: " + stage + "\ntest-mailbox: qa@example.com\nfrom: tidings@example.com\n"
                        + "web: { listen: \"127.0.0.1:0\" }\n" + transport);
    }
}
