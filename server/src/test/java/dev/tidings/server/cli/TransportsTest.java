package dev.tidings.server.cli;

import static dev.tidings.contracts.Act.say;
import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.contracts.TestKeys;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.RoadTested;
import dev.tidings.smtp.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Transports of a workspace that no server runs. What they send is from a domain of one's own network, so nobody's
/// DNS is asked.
@Timeout(60)
class TransportsTest {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");

    @TempDir
    Path root;

    private static Script script() {
        return new Script().offering("PIPELINING", "AUTH PLAIN").startTls(HERE.server());
    }

    private void house(ScriptedServer server, String more) throws IOException {
        Files.writeString(root.resolve("tidings.yaml"), """
                from: "Tower <alarm@tower.lan>"
                transports:
                  main:
                    smtp: smtp://localhost:%d
                    security: starttls
                    ca: %s
                    user: tower
                    password: s3cret
                    rate: [ 30/min, 1000/day ]
                  backup: { smtp: "smtps://smtp.example.net", user: me, password: "${TIDINGS_TEST_NOT_SET}" }
                """.formatted(server.port(), HERE.pem()) + more);
    }

    private Typed transport(String... words) {
        List<String> all = new ArrayList<>(List.of("transport"));
        all.addAll(List.of(words));
        all.addAll(List.of("-w", root.toString()));
        return tidings(all.toArray(String[]::new));
    }

    @Test
    void a_test_is_printed_step_by_step_and_ends_well() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            Typed typed = transport("test", "main");

            assertThat(typed.err()).isEmpty();
            assertThat(typed.exit()).isZero();
            assertThat(typed.out().lines())
                    .startsWith(
                            "No server runs this workspace; the road main, tried from here:",
                            "",
                            "The server localhost, port " + server.port(),
                            "  ✓ Address      localhost is 127.0.0.1")
                    .contains(
                            "  ✓ Encryption   TLS 1.3",
                            "  ✓ Sign-in      the server lets us in, by PLAIN",
                            "Mail from tower.lan",
                            "  ✓ Sender       the server takes mail from alarm@tower.lan",
                            "  – DNS          tower.lan is known in your own network alone")
                    .endsWith(
                            "7 passed, 1 warning, 1 not tried.",
                            "No mail was sent. To send one by this road: tidings transport test main --to you@example.com");
            assertThat(typed.out()).doesNotContain("\u001b", "s3cret", "cipher");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void a_step_that_failed_ends_with_1_and_says_what_to_do() throws Exception {
        try (ScriptedServer server =
                script().always(Verb.AUTH, say("535 5.7.8 no")).start()) {
            house(server, "");

            Typed typed = transport("test", "main", "--to", "me@tower.lan");

            assertThat(typed.exit()).isEqualTo(Exit.PROBLEM.code());
            assertThat(typed.out())
                    .contains(
                            "  ✗ Sign-in      the server does not take user and password: 535 5.7.8 no",
                            "                 → Compare both with what the provider gave you",
                            "  – Test mail    there is no session to send it in");
            assertThat(typed.out().lines()).allMatch(line -> line.length() <= 100);
        }
    }

    @Test
    void a_test_mail_is_sent_and_the_facts_are_shown_where_they_are_asked_for() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            Typed typed = transport("test", "main", "--to", "me@tower.lan", "--facts");

            assertThat(typed.exit()).isZero();
            assertThat(typed.out())
                    .contains("the server has it: 250 2.0.0 queued as 4711. The stage is log", "cipher  TLS_AES_");
            assertThat(server.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.text())
                            .contains("Subject: Test of the road main (Tidings)", "from alarm@tower.lan"));
        }
    }

    @Test
    void a_test_as_json_is_one_document() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            RoadTested tested =
                    Json.MAPPER.readValue(transport("test", "main", "--json").out(), RoadTested.class);

            assertThat(tested.mark()).isEqualTo("warning");
            assertThat(tested.steps()).containsEntry("passed", 7L);
        }
    }

    @Test
    void a_password_that_is_not_at_hand_is_asked_for_only_where_it_is_used() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            Typed typed = transport("test", "backup");

            assertThat(typed.exit()).isEqualTo(Exit.PROBLEM.code());
            assertThat(typed.err())
                    .contains("transports.backup.password: the variable TIDINGS_TEST_NOT_SET is not set")
                    .doesNotContain("main");
        }
    }

    @Test
    void a_key_that_is_not_at_hand_is_told_and_the_test_goes_on() throws Exception {
        Files.writeString(root.resolve("key.pem"), TestKeys.RSA_2048);
        try (ScriptedServer server = script().start()) {
            house(server, "dkim: { domain: tower.lan, selector: s1, key: \"${TIDINGS_TEST_NOT_SET}\" }\n");

            Typed typed = transport("test", "main");

            assertThat(typed.exit()).isZero();
            assertThat(typed.err()).contains("tidings: note:", "dkim", "TIDINGS_TEST_NOT_SET is not set");
        }
    }

    @Test
    void a_name_that_is_none_is_told_with_those_there_are() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            Typed typed = transport("test", "mian");

            assertThat(typed.exit()).isEqualTo(Exit.UNKNOWN.code());
            assertThat(typed.err()).contains("no transport is called \"mian\"", "Known here: backup, main.");
            assertThat(transport("test", "main", "--to", "nobody").exit()).isEqualTo(Exit.USAGE.code());
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void the_list_says_where_each_leads() throws Exception {
        try (ScriptedServer server = script().start()) {
            house(server, "");

            Typed typed = transport("list");

            assertThat(typed.exit()).isZero();
            assertThat(typed.out().lines())
                    .containsExactly(
                            "  backup  smtp.example.net:465  tls       no server runs  4 hands  any rate          0 notifications",
                            "  main    localhost:" + server.port()
                                    + "       starttls  no server runs  4 hands  30/min, 1000/day  0 notifications");
            assertThat(transport("list", "--json").out()).contains("\"rates\" : [ \"30/min\", \"1000/day\" ]");
        }
    }

    @Test
    void transport_alone_says_what_there_is() {
        Typed typed = tidings("transport");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("list", "test", "Exit codes:");
        assertThat(tidings("transport", "test").err())
                .contains("Missing required parameter: 'NAME'", "Try: tidings transport test --help");
    }
}
