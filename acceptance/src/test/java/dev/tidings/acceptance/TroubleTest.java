package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.Processes.Ended;
import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong around a server is said clearly, once, and loses nothing.
class TroubleTest {
    @Test
    void a_refused_password_closes_the_road_says_so_once_and_costs_no_mail(@TempDir Path folder) throws Exception {
        Path workspace = workspace(folder, "to: [ ann@example.org, bob@example.org ]");
        try (Submission submission = Submission.start(folder.resolve("inboxes"))) {
            String good = submission.transport(folder.resolve("secret"));
            Files.writeString(folder.resolve("wrong"), "wrong");
            settings(
                    workspace,
                    good.replace(
                            folder.resolve("secret").toString(),
                            folder.resolve("wrong").toString()));
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                server.post("/api/v1/notifications/hello/occurrences", "{}");
                Awaitility.await("the road is closed")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> server.get("/api/v1/status").toString().contains("sign-in"));
                assertThat(submission.mail()).isEmpty();

                settings(workspace, good);
                server.awaitFinished(Duration.ofSeconds(60));
                assertThat(server.occurrence().get("result").asString()).isEqualTo("succeeded");
                assertThat(submission.mail()).containsOnlyKeys("ann@example.org", "bob@example.org");
            }
        }
        assertThat(Files.readString(folder.resolve("server.log"))
                        .lines()
                        .filter(line -> line.contains("closed (sign-in)")))
                .hasSize(1);
    }

    @Test
    void a_second_process_on_the_same_workspace_is_refused_and_told_who_runs_it(@TempDir Path folder) throws Exception {
        Path workspace = workspace(folder, "to: [ ann@example.org ]");
        settings(workspace, "");
        try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
            Ended second = Processes.run("serve", "-w", workspace.toString());

            assertThat(second.exit()).isNotZero();
            assertThat(second.err()).contains(Long.toString(server.process().pid()));
        }
    }

    @Test
    void a_taken_port_is_named(@TempDir Path folder) throws Exception {
        Path workspace = workspace(folder, "to: [ ann@example.org ]");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings(workspace, "");
            Path file = workspace.resolve("tidings.yaml");
            Files.writeString(file, Files.readString(file).replace("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort()));
            Ended ended = Processes.run("serve", "-w", workspace.toString());

            assertThat(ended.exit()).isNotZero();
            assertThat(ended.err()).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void one_recipient_who_cannot_be_composed_for_does_not_stop_the_others(@TempDir Path folder) throws Exception {
        Path workspace = workspace(
                folder,
                "audience: { file: data/people.csv, to: \"{{ email }}\" }",
                "{% if name == 'Bob' %}{{ nick }}{% endif %}Hello {{ name }}");
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(
                workspace.resolve("data/people.csv"),
                "name,email\nAnn,ann@example.org\nBob,bob@example.org\nEve,not-an-address\nZoe,zoe@example.org\nshort\n");
        settings(workspace, "");
        try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
            server.post("/api/v1/notifications/hello/occurrences", "{}");
            server.awaitFinished(Duration.ofSeconds(30));

            assertThat(server.occurrence().get("result").asString()).isEqualTo("partly failed (3 of 5)");
            String failures = server.get("/api/v1/failures").toString();
            assertThat(failures).contains("nick", "not-an-address", "people.csv");
        }
    }

    private static Path workspace(Path folder, String audience) throws IOException {
        return workspace(folder, audience, "Hello");
    }

    private static Path workspace(Path folder, String audience, String text) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.createDirectories(workspace.resolve("notifications"));
        Files.writeString(
                workspace.resolve("notifications/hello.yaml"),
                audience + "\nsubject: Hello\ntext: \"" + text + "\"\ndeliver: { retry: { first: 1s } }\n");
        return workspace;
    }

    private static void settings(Path workspace, String transport) throws IOException {
        Files.writeString(
                workspace.resolve("tidings.yaml"),
                "stage: " + (transport.isEmpty() ? "log" : "live")
                        + "\nfrom: tidings@example.com\nweb: { listen: \"127.0.0.1:0\" }\n" + transport);
    }
}
