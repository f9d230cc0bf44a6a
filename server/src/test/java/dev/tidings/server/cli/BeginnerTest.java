package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.Discovery;
import dev.tidings.server.Running;
import dev.tidings.server.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody meets who writes a first workspace by hand.
class BeginnerTest {
    @TempDir
    Path root;

    @BeforeEach
    void make() throws IOException {
        write("tidings.yaml", "from: no-reply@example.com\nweb: { listen: \"127.0.0.1:0\" }\n");
        write("notifications/hello.yaml", """
                to: [ a@example.com ]
                subject: hi {{ name | default("") }}
                html: |
                  <p>hi {{ greeting }}</p>
                with: { greeting: "<you>" }
                """);
    }

    @Test
    void a_mail_written_in_the_notification_itself_is_made_and_its_html_escaped() {
        Typed preview = ask("preview", "hello", "--json");

        assertThat(preview.exit()).isZero();
        assertThat(preview.out()).contains("<p>hi &lt;you&gt;</p>");
        assertThat(ask("check").out()).contains("All is well: 1 notification.");
        assertThat(ask("plan", "hello").exit()).isZero();
    }

    @Test
    void a_variable_that_is_not_there_is_found_by_check_and_counted_by_plan() throws IOException {
        write("notifications/hello.yaml", "to: [ a@example.com, b@example.com ]\nsubject: hi {{ nmae }}\ntext: x\n");

        assertThat(ask("check").exit()).isEqualTo(1);
        assertThat(ask("check").out())
                .contains("the mail of a@example.com cannot be made: template: notifications/hello.yaml:2: \"nmae\"");
        Typed plan = ask("plan", "hello");
        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.out())
                .contains(
                        "Would be written to: 0\n",
                        "Would be left out: 2\n",
                        "  a@example.com: template: notifications/hello.yaml:2: \"nmae\" is not there");
    }

    @Test
    void check_finds_what_serve_and_the_sources_would_stumble_over() throws IOException {
        write("tidings.yaml", """
                from: no-reply@example.com
                web: { listen: "0.0.0.0:8025" }
                sources:
                  crm: { jdbc: "sqlite:data/crm.db" }
                callbacks: [ { url: "https://example.com", secret: "whsec_not base64" } ]
                """);

        Typed check = ask("check");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out())
                .contains("tidings.yaml: web.listen: 0.0.0.0 can be reached from other machines")
                .contains("tidings.yaml: sources.crm.jdbc: there is no file \"data/crm.db\"")
                .contains("tidings.yaml: callbacks[0].secret: it begins with whsec_, and what follows is not Base64");
    }

    @Test
    void a_password_that_is_not_set_keeps_nobody_from_trying_things_out() throws IOException {
        write("tidings.yaml", """
                from: no-reply@example.com
                transports:
                  main: { smtp: "smtps://smtp.example.com", user: me, password: "${TIDINGS_TEST_NOT_SET}" }
                """);

        assertThat(ask("plan", "hello").exit()).isZero();
        assertThat(ask("preview", "hello").exit()).isZero();
        assertThat(ask("list").exit()).isZero();
        Typed check = ask("check");
        assertThat(check.exit()).isZero();
        assertThat(check.out())
                .contains("warning: tidings.yaml:3:", "TIDINGS_TEST_NOT_SET is not set", "serve needs it");
        assertThat(ask("serve").exit()).isEqualTo(1);
    }

    @Test
    void notes_that_nobody_reads_are_a_doubt() throws IOException {
        write("tidings.yaml", """
                from: no-reply@example.com
                bounces: { address: bounces@example.com, key: 0123456789abcdef0123456789abcdef }
                """);

        Typed check = ask("check");

        assertThat(check.exit()).isZero();
        assertThat(check.out())
                .contains("warning: tidings.yaml: bounces: what comes back goes to bounces@example.com, and nobody")
                .contains(
                        "Write mailbox:, listen: or webhooks: beside it (docs/bounces.md); a program that hands over");
        for (String way : List.of(
                "listen: \"lmtp://127.0.0.1:2424\"",
                "webhooks: { mailgun: { secret: 0123456789abcdef0123456789abcdef } }")) {
            write("tidings.yaml", """
                    from: no-reply@example.com
                    bounces: { address: bounces@example.com, key: 0123456789abcdef0123456789abcdef, %s }
                    """.formatted(way));
            assertThat(ask("check").out()).as(way).doesNotContain("warning");
        }
    }

    @Test
    void what_is_forgotten_before_it_is_counted_is_a_doubt() throws IOException {
        write("tidings.yaml", """
                from: no-reply@example.com
                retention: 14d
                bounces: { listen: "lmtp://127.0.0.1:2424", address: bounces@example.com,
                           key: 0123456789abcdef0123456789abcdef }
                """);

        assertThat(ask("check").out())
                .contains("warning: tidings.yaml: bounces.suppress.within: full mailboxes are counted over 30 d, and"
                        + " retention forgets them after 14 d");
    }

    @Test
    void what_is_left_out_is_said_beside_what_is_tried() throws IOException {
        write("notifications/broken.yaml", "to: nobody\n");

        assertThat(ask("plan", "hello").err()).contains("note:", "notifications/broken.yaml", "left out");
        assertThat(ask("status").out()).contains("NOT WELL: No edit is taken up until this is mended");
    }

    @Test
    void a_running_server_that_took_up_no_edit_is_not_taken_for_the_files() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Running running = Running.start(root, new Running.Options(false), out)) {
            Discovery.here(
                            URI.create(running.link()).resolve("/"),
                            running.link().replaceFirst(".*token=", ""))
                    .write(root);

            assertThat(ask("plan", "hello").err()).isEmpty();
            write("notifications/hello.yaml", "to: [ b@example.com ]\nsubject: hi\ntext: x\n");
            assertThat(ask("plan", "hello").err()).contains("as its files are now; revision", "is in force");
            assertThat(ask("list").out()).contains("hello").contains("never by itself", "not yet due");
            assertThat(ask("run", "helo").err()).contains("Known here: hello.");
            assertThat(ask("open", "sideways").err())
                    .contains("no road is called \"sideways\"", "Known here: catcher.");
            assertThat(ask("status").out()).doesNotContain("NOT WELL");
        }
    }

    @Test
    void only_at_stage_test_all_mail_goes_to_the_test_mailbox() throws IOException {
        String transports =
                "transports: { main: { smtp: \"smtps://smtp.example.com\" } }\ntest-mailbox: me@example.com\n";
        write("tidings.yaml", "from: no-reply@example.com\nstage: live\n" + transports);
        assertThat(ask("status").out()).contains("at stage live, revision");
        write("tidings.yaml", "from: no-reply@example.com\nstage: test\n" + transports);
        assertThat(ask("status").out()).contains("at stage test (all mail to me@example.com)");
    }

    @Test
    void nobody_else_on_the_machine_can_read_what_is_kept() throws IOException {
        Wiring.open(root, Wiring.read(root).workspace().orElseThrow().settings())
                .close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("data"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("data/tidings.db"))))
                .isEqualTo("rw-------");
        tidings("init", root.resolve("made").toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("made/data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void the_seconds_of_a_moment_have_no_fraction() {
        assertThat(Moments.both(Instant.parse("2026-11-23T07:57:48.295123Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo("Mon 2026-11-23 08:57:48 +01:00  (2026-11-23T07:57:48Z)");
    }

    @Test
    void one_long_cell_does_not_push_the_others_aside() {
        StringWriter written = new StringWriter();
        Words.columns(new PrintWriter(written, true), List.of(List.of("a".repeat(400), "b"), List.of("c", "d")));

        assertThat(written.toString().lines().toList().get(1)).isEqualTo("  c" + " ".repeat(61) + "d");
    }

    @Test
    void who_forgets_the_workspace_is_told_how_to_name_it() {
        assertThat(tidings("status", "-w", root.resolve("data").toString()).err())
                .contains("-w DIR", "tidings init DIR");
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
