package dev.tidings.acceptance.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A mail to a user whom a real Postfix does not know comes back to the listener, and nobody mails them again.
class ReturnedMailTest {
    private static final String RETURNS = "returns.example";
    private static final String STRANGER = "stranger@" + Peer.DOMAIN;
    private static final String PERSON = "person0@" + Peer.DOMAIN;

    @Test
    void a_mail_to_nobody_comes_back_is_matched_and_the_next_occurrence_skips_them_and_says_why() throws Exception {
        Postfix.missing().ifPresent(why -> System.out.println("SKIPPED: mail that comes back: " + why));
        assumeTrue(Postfix.missing().isEmpty(), () -> Postfix.missing().orElse(""));
        Path folder = Files.createTempDirectory("tidings-returned");
        Machine.openTo(folder);
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        int returns = Machine.freePort();
        try (Postfix postfix =
                Postfix.startCredulous(Files.createDirectories(folder.resolve("peer")), RETURNS, returns)) {
            layOut(workspace, postfix, returns);
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                long first = run(server);
                await("it comes back")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> state(server).equals("bounced"));

                assertThat(result(server, first)).isEqualTo("partly returned (1 of 2)");
                JsonNode mail = explained(server).get("mails").get(0);
                assertThat(mail.toString()).contains("userunknown").contains("5.1.1");
                assertThat(result(server, run(server))).isEqualTo("succeeded (1 accepted, 1 suppressed)");
                JsonNode skipped = explained(server).get("mails").get(0).get("delivery");
                assertThat(skipped.get("state").asString()).isEqualTo("suppressed");
                assertThat(skipped.get("why").asString()).startsWith("bounced");
            }
        } finally {
            Machine.run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static void layOut(Path workspace, Postfix postfix, int returns) throws IOException {
        Path secret = Files.writeString(workspace.resolve("secret"), Peer.SECRET);
        Files.createDirectories(workspace.resolve("notifications"));
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "Reports <reports@example.com>"
                web: { listen: "127.0.0.1:0" }
                transports:
                  peer:
                %s    password: ${file:%s}
                bounces:
                  address: bounces@%s
                  key: 0123456789abcdef0123456789abcdef
                  listen: "smtp://127.0.0.1:%d"
                """.formatted(
                        postfix.transport().indent(4), secret, RETURNS, returns));
        Files.writeString(workspace.resolve("notifications/news.yaml"), """
                to: [ %s, %s ]
                subject: News
                text: Hello
                """.formatted(STRANGER, PERSON));
    }

    /// @return the occurrence, which is finished
    private static long run(RunningServer server) throws Exception {
        long occurrence = server.post("/api/v1/notifications/news/occurrences", "{}")
                .get("occurrence")
                .asLong();
        String path = "/api/v1/occurrences/" + occurrence;
        await("occurrence " + occurrence + " is finished")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.get(path).get("standing").asString().equals("finished"));
        return occurrence;
    }

    private static String result(RunningServer server, long occurrence) throws Exception {
        return server.get("/api/v1/occurrences/" + occurrence).get("result").asString();
    }

    private static JsonNode explained(RunningServer server) throws Exception {
        return server.get("/api/v1/explain?of=" + STRANGER);
    }

    private static String state(RunningServer server) throws Exception {
        return explained(server)
                .get("mails")
                .get(0)
                .get("delivery")
                .get("state")
                .asString();
    }
}
