package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.Processes.RunningServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The weekly report, by its schedule, from a SQLite database to inboxes, through a real mail server that
/// wants TLS and a password.
class WeeklyReportTest {
    @Test
    void everyone_active_gets_their_own_report_and_the_ledger_knows_what_the_server_said(@TempDir Path folder)
            throws Exception {
        Path workspace = folder.resolve("workspace");
        assertThat(Processes.run("init", workspace.toString(), "--example", "weekly-report")
                        .exit())
                .isZero();
        try (Submission submission = Submission.start(folder.resolve("inboxes"))) {
            goLive(workspace, submission.transport(folder.resolve("secret")));
            dueSoon(workspace);
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                JsonNode occurrence = server.awaitFinished(Duration.ofSeconds(60));

                assertThat(occurrence.get("cause").asString()).isEqualTo("schedule");
                assertThat(occurrence.get("result").asString()).startsWith("partly failed (1 of ");
                judgeMail(submission.mail());
                judgeLedger(server);
            }
        }
    }

    private static void goLive(Path workspace, String transport) throws IOException {
        Path settings = workspace.resolve("tidings.yaml");
        Files.writeString(
                settings,
                Files.readString(settings).replaceFirst("stage: log", "stage: live") + "\n" + transport
                        + "\nweb: { listen: \"127.0.0.1:0\" }\n");
    }

    /// The report before was due a week ago, the next one in some seconds.
    private static void dueSoon(Path workspace) throws IOException {
        Instant soon = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        Path report = workspace.resolve("notifications/weekly-report.yaml");
        Files.writeString(
                report,
                Files.readString(report)
                        .replaceFirst(
                                "cron: \"0 9 \\* \\* MON\"",
                                "at: [ \"%s\", \"%s\" ]".formatted(soon.minus(Duration.ofDays(7)), soon))
                        .replaceFirst("spread: 10m", "spread: 1s"));
    }

    private static void judgeMail(Map<String, List<MimeMessage>> mail) throws MessagingException, IOException {
        assertThat(mail).containsKeys("ann@example.com", "zhang@example.com").doesNotContainKey("carla@example.com");
        assertThat(mail.values()).as("one copy each").allMatch(copies -> copies.size() == 1);

        MimeMessage ann = mail.get("ann@example.com").getFirst();
        MimeMessage zhang = mail.get("zhang@example.com").getFirst();
        assertThat(ann.getFrom()[0]).hasToString("Reports <reports@example.com>");
        assertThat(text(ann, "text/html")).contains("Ann").doesNotContain("张伟");
        assertThat(text(ann, "text/plain")).isNotBlank();
        assertThat(text(zhang, "text/html")).contains("张伟");
        assertThat(zhang.getSubject()).as("her language").matches(".*\\p{IsHan}.*");
        assertThat(fileNames((Multipart) ann.getContent())).contains("reading-your-report.pdf");
        assertThat(ann.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(ann.getHeader("X-Tidings-Trace")[0]).matches("[0-9a-f]{32}");
        assertThat(ann.getMessageID()).contains(ann.getHeader("X-Tidings-Trace")[0]);
    }

    private static void judgeLedger(RunningServer server) throws IOException, InterruptedException {
        JsonNode explained =
                server.get("/api/v1/explain?of=ann@example.com").get("mails").get(0);
        JsonNode attempt = explained.get("attempts").get(0);

        assertThat(explained.get("delivery").get("state").asString()).isEqualTo("accepted");
        assertThat(attempt.get("transport").asString()).isEqualTo("main");
        assertThat(attempt.get("code").asInt()).isEqualTo(250);
        assertThat(server.get("/api/v1/failures").get("failures"))
                .as("the one who cannot be written to is on record")
                .hasSize(1);
    }

    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int each = 0; each < parts.getCount(); each++) {
                String found = text(parts.getBodyPart(each), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static List<String> fileNames(Multipart parts) throws MessagingException {
        List<String> names = new java.util.ArrayList<>();
        for (int each = 0; each < parts.getCount(); each++) {
            BodyPart part = parts.getBodyPart(each);
            if (part.getFileName() != null) {
                names.add(part.getFileName());
            }
        }
        return names;
    }
}
