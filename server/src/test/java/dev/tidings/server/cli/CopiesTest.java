package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.server.Discovery;
import dev.tidings.server.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody meets who has copies sent.
class CopiesTest {
    @TempDir
    Path root;

    @BeforeEach
    void make() throws IOException {
        write("tidings.yaml", "from: no-reply@example.com\nweb: { listen: \"127.0.0.1:0\" }\n");
        write("data/people.csv", """
                email,manager
                ann@example.org,max@example.org
                bob@example.org,
                cid@example.org,upstairs
                """);
        write("notifications/hello.yaml", """
                audience: { file: data/people.csv, to: "{{ email }}" }
                subject: Hi
                text: Hello
                deliver: { cc: "{{ manager }}", bcc: archive@example.com }
                """);
    }

    @Test
    void a_plan_counts_the_copies_and_tells_of_those_that_go_nowhere() {
        Typed plan = ask("plan", "hello", "--at", "now");

        assertThat(plan.exit()).isZero();
        assertThat(plan.out())
                .contains(
                        "Would be written to: 3",
                        "cc max@example.org, bcc archive@example.com",
                        "Would get copies: 4, so that there are 7 mails in all",
                        "Would be left out: 1",
                        "upstairs (cid@example.org, cc upstairs): address: an @ is missing");
    }

    @Test
    void a_preview_names_whoever_would_get_a_copy() {
        assertThat(ask("preview", "hello", "--at", "now").out())
                .contains("To:      ann@example.org", "Copies:  cc max@example.org, bcc archive@example.com");
    }

    @Test
    void what_became_of_a_copy_is_explained_to_whoever_was_to_get_it() throws Exception {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (Running running = Running.start(root, new Running.Options(false), out)) {
            Discovery.here(
                            URI.create(running.link()).resolve("/"),
                            running.link().replaceFirst(".*token=", ""))
                    .write(root);
            assertThat(ask("run", "hello").exit()).isZero();

            await().untilAsserted(
                            () -> assertThat(ask("explain", "max@example.org").out())
                                    .contains(
                                            "One mail, of hello. It was kept in the catcher",
                                            "max@example.org was to get a copy (cc) of the mail to ann@example.org"));
            assertThat(ask("failures").out()).contains("upstairs");

            assertThat(ask("run", "hello", "--to", "stranger@example.org").exit())
                    .isZero();
            await().untilAsserted(() -> assertThat(
                            ask("explain", "stranger@example.org").out())
                    .contains("stranger@example.org, who was not in its audience, was to get the mail instead of ann"));
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Typed ask(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", root.toString()));
        return tidings(all.toArray(String[]::new));
    }
}
