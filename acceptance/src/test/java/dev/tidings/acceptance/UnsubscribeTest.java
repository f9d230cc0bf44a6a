package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.Processes.Ended;
import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Somebody leaves by one click, is left alone, and comes back: over real mail and real HTTP.
class UnsubscribeTest {
    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";
    private static final Pattern LINK = Pattern.compile("<http://127\\.0\\.0\\.1:9(/unsubscribe/[A-Za-z0-9_-]+)>");

    @Test
    void who_unsubscribes_is_skipped_with_that_word_until_that_is_lifted(@TempDir Path folder) throws Exception {
        Path workspace = folder.resolve("workspace");
        try (Submission submission = Submission.start(folder.resolve("inboxes"))) {
            layOut(workspace, submission.transport(folder.resolve("secret")));
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                assertThat(run(server, "{}")).isEqualTo("succeeded");
                String link = link(submission, ANN);
                assertThat(link).isNotEqualTo(link(submission, BOB));

                oneClick(server, link);
                assertThat(run(server, "{}")).isEqualTo("succeeded (1 accepted, 1 suppressed)");
                assertThat(copies(submission)).isEqualTo(Map.of(ANN, 1, BOB, 2));
                judgeRecord(server);

                assertThat(run(server, "{\"to\": \"%s\"}".formatted(ANN))).isEqualTo("suppressed");
                Ended planned = Processes.run("plan", "news", "-w", workspace.toString());
                assertThat(planned.out()).contains("Would be written to: 1", ANN + ": unsubscribed on 20");

                Ended lifted = Processes.run("lift", "Ann@example.org", "-w", workspace.toString());
                assertThat(lifted.exit()).as(lifted.err()).isZero();
                assertThat(run(server, "{}")).isEqualTo("succeeded");
                assertThat(copies(submission)).isEqualTo(Map.of(ANN, 2, BOB, 3));
                assertThat(link(submission, ANN)).as("links do not change").isEqualTo(link);
            }
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains("a***@example.org of news suppressed (unsubscribed on 20")
                .doesNotContain(ANN);
    }

    private static void layOut(Path workspace, String transport) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "News <news@example.com>"
                web: { listen: "127.0.0.1:0", public: "http://127.0.0.1:9" }
                """ + transport);
        Files.writeString(workspace.resolve("notifications/news.yaml"), """
                to: [ %s, %s ]
                subject: News
                text: "Hello. To leave: {{ unsubscribe }}"
                deliver: { unsubscribe: one-click }
                """.formatted(ANN, BOB));
    }

    /// @return the occurrence's result
    private static String run(RunningServer server, String whom) throws Exception {
        long occurrence = server.post("/api/v1/notifications/news/occurrences", whom)
                .get("occurrence")
                .asLong();
        String path = "/api/v1/occurrences/" + occurrence;
        Awaitility.await("occurrence " + occurrence + " is finished")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.get(path).get("standing").asString().equals("finished"));
        return server.get(path).get("result").asString();
    }

    private static String link(Submission submission, String whose) throws Exception {
        String header = submission.mail().get(whose).getLast().getHeader("List-Unsubscribe")[0];
        Matcher link = LINK.matcher(header);
        assertThat(link.matches()).as(header).isTrue();
        return link.group(1);
    }

    /// As a mail provider does it for its user: looks, and posts.
    private static void oneClick(RunningServer server, String link) throws Exception {
        URI uri = URI.create(server.url(link));
        try (HttpClient provider = HttpClient.newHttpClient()) {
            assertThat(provider.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/api/v1/suppressions").get("suppressions"))
                    .as("looking leaves nothing")
                    .isEmpty();
            HttpResponse<String> answer = provider.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private static void judgeRecord(RunningServer server) throws Exception {
        JsonNode mail = server.get("/api/v1/explain?of=" + ANN).get("mails").get(0);
        assertThat(mail.get("delivery").get("state").asString()).isEqualTo("suppressed");
        assertThat(mail.get("story").toString()).contains("It was left out", "unsubscribed on 20");
        assertThat(server.get("/api/v1/failures").get("failures")).isEmpty();
        JsonNode suppression =
                server.get("/api/v1/suppressions").get("suppressions").get(0);
        assertThat(suppression.get("source").asString()).isEqualTo("one-click");
        assertThat(suppression.get("notification").asString()).isEqualTo("news");
    }

    private static Map<String, Integer> copies(Submission submission) throws Exception {
        return submission.mail().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> List.copyOf(each.getValue()).size()));
    }
}
