package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a newcomer does first.
class DemoTest {
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\?token=\\S+");
    private static final Pattern FOLDER = Pattern.compile("The workspace: (\\S+)");

    @Test
    void the_demo_sends_a_report_within_its_first_minute_and_shows_it(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process demo = new ProcessBuilder(Start.with("demo"))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            Awaitility.await("a mail is caught")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> Files.readString(said).contains("Caught the first mail"));
            assertThat(Files.readString(said)).contains("Nothing leaves this machine");
            look(found(LINK, said, 0));
        } finally {
            demo.destroy();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
            delete(Path.of(found(FOLDER, said, 1)));
        }
    }

    private static void look(String link) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> overview =
                    browser.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
            assertThat(overview.statusCode()).isEqualTo(200);
            assertThat(overview.body()).contains("weekly-report");
            HttpResponse<String> mailbox = browser.send(
                    HttpRequest.newBuilder(URI.create(link).resolve("/mailbox")).build(), BodyHandlers.ofString());
            assertThat(mailbox.statusCode()).isEqualTo(200);
            assertThat(mailbox.body()).contains("ann@example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starter", "weekly-report", "standup", "invoice-reminder", "morning-digest"})
    void every_example_is_sound_and_its_plan_composes_every_mail(String example, @TempDir Path folder)
            throws Exception {
        Path workspace = folder.resolve(example);
        assertThat(Processes.run("init", workspace.toString(), "--example", example)
                        .exit())
                .isZero();
        assertThat(Processes.run("check", "-w", workspace.toString()).exit()).isZero();
        try (Stream<Path> notifications = Files.list(workspace.resolve("notifications"))) {
            for (Path each : notifications.toList()) {
                String id = each.getFileName().toString().replaceFirst("\\.yaml$", "");
                Processes.Ended plan = Processes.run("plan", id, "-w", workspace.toString(), "--json");
                assertThat(plan.exit()).as(plan.err()).isZero();
                assertThat(plan.out()).doesNotContain("\"unfit\"", "\"unready\"");
            }
        }
    }

    private static String found(Pattern pattern, Path said, int group) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(said));
        assertThat(matcher.find()).as(Files.readString(said)).isTrue();
        return matcher.group(group);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
