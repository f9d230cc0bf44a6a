package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Timing;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    private static final String GOOD = "to: ann@example.com\nsubject: Hi\ntext: |\n  Hello\n  {{ nam }}\n";
    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.write("notifications/good.yaml", GOOD);
    }

    @Test
    void a_notification_with_problems_is_left_out_and_the_others_stand() {
        desk.write("notifications/bad.yaml", GOOD + "zebra: 1\n");

        Reading reading = desk.read();

        assertThat(reading.sound()).isFalse();
        assertThat(reading.workspace().orElseThrow().notifications()).containsOnlyKeys("good");
    }

    @Test
    void a_schedule_that_is_text_alone_is_a_cron_expression_in_the_zone_of_the_house() {
        desk.write("tidings.yaml", Desk.HOUSE + "zone: Asia/Shanghai\n");
        desk.write("notifications/brief.yaml", GOOD + "schedule: \"0 9 * * MON\"\n");
        desk.write("notifications/full.yaml", GOOD + "schedule: { cron: \"0 9 * * MON\" }\n");

        Workspace workspace = desk.read().workspace().orElseThrow();

        assertThat(timing(workspace, "brief")).isPresent().isEqualTo(timing(workspace, "full"));
        assertThat(timing(workspace, "brief").orElseThrow().zone()).contains(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void single_times_know_the_zone_they_were_written_in() {
        desk.write("notifications/once.yaml", GOOD + "schedule: { at: 2026-12-24T18:00, zone: Europe/Berlin }\n");

        assertThat(timing(desk.read().workspace().orElseThrow(), "once")
                        .orElseThrow()
                        .zone())
                .contains(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void a_person_may_be_written_with_columns() {
        desk.write("notifications/people.yaml", """
                audience:
                  - { email: ann@example.com, name: "Ann, the first", room: 12, likes: [ tea ] }
                  - bob@example.com
                subject: Hi
                text: Hello
                """);

        Reading reading = desk.read();

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.workspace()
                        .orElseThrow()
                        .notification("people")
                        .orElseThrow()
                        .audience())
                .isEqualTo(new Audience.Listed(List.of(
                        new Audience.Person(
                                new Mailbox("Ann, the first", Address.parse("ann@example.com")),
                                Map.of("room", 12L, "likes", List.of("tea"))),
                        new Audience.Person(Mailbox.parse("bob@example.com"), Map.of()))));
    }

    private static Optional<Timing> timing(Workspace workspace, String id) {
        return workspace.notification(id).flatMap(Notification::timing);
    }

    @Test
    void problems_of_the_house_leave_nothing_but_those_of_notifications_are_told_too() {
        desk.write("tidings.yaml", Desk.HOUSE + "zebra: 1\n");
        desk.write("notifications/bad.yaml", GOOD + "zebra: 1\n");

        Reading reading = desk.read();

        assertThat(reading.workspace()).isEmpty();
        assertThat(reading.problems())
                .extracting(Problem::file)
                .containsExactly("notifications/bad.yaml", "tidings.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transports: [\n", "- transports\n", "# nothing\n"})
    void an_unreadable_house_does_not_blame_the_notifications(String house) {
        desk.write("tidings.yaml", house);
        desk.write("notifications/good.yaml", GOOD + "deliver: { by: main }\n");

        assertThat(desk.read().problems()).extracting(Problem::file).containsExactly("tidings.yaml");
    }

    @Test
    void a_missing_house_says_what_to_write() {
        desk.remove("tidings.yaml");

        assertThat(Desk.said(desk.read()))
                .startsWith("tidings.yaml: there is no such file in ")
                .contains("with -w DIR", "tidings init DIR", "from: \"Tidings <no-reply@example.com>\"");
    }

    @Test
    void who_only_tries_things_out_needs_no_password_of_a_transport() {
        desk.write("tidings.yaml", """
                from: no-reply@example.com
                transports:
                  main: { smtp: "smtps://smtp.example.com", user: me, password: "${NOT_SET}" }
                """);

        assertThat(desk.read().workspace()).isEmpty();
        assertThat(new WorkspaceReader(desk.environment::get).withoutSigningIn().read(desk.root))
                .matches(Reading::sound)
                .extracting(Reading::workspace)
                .matches(Optional::isPresent);

        desk.write("tidings.yaml", """
                from: no-reply@example.com
                sources:
                  crm: { jdbc: "postgresql://localhost/crm", user: me, password: "${NOT_SET}" }
                """);
        assertThat(new WorkspaceReader(desk.environment::get)
                        .withoutSigningIn()
                        .read(desk.root)
                        .problems())
                .hasSize(1);
    }

    @Test
    void who_tries_one_transport_out_needs_its_password_and_no_other() {
        desk.environment.put("MAIN", "s3cret");
        desk.write("tidings.yaml", """
                from: no-reply@example.com
                transports:
                  main: { smtp: "smtps://smtp.example.com", user: me, password: "${MAIN}" }
                  backup: { smtp: "smtps://smtp.example.net", user: me, password: "${NOT_SET}" }
                """);
        WorkspaceReader reader = new WorkspaceReader(desk.environment::get);

        assertThat(reader.signingInBy("main")
                        .read(desk.root)
                        .workspace()
                        .orElseThrow()
                        .settings()
                        .transports())
                .extractingByKey("main")
                .satisfies(main -> assertThat(main.server().login())
                        .contains(new Credentials.Password("me", "s3cret", ClearText.NEVER)));
        assertThat(Desk.said(reader.signingInBy("backup").read(desk.root)))
                .contains("transports.backup.password: the variable NOT_SET is not set");
    }

    @Test
    void people_may_stand_deep_in_a_json_file() {
        desk.write("data/team.json", "{\"result\": {\"people\": []}}");
        desk.write("notifications/n.yaml", """
                audience: { file: "data/team.json#/result/people", to: "{{ email }}" }
                subject: Hi
                text: Hello
                """);

        assertThat(desk.read().problems()).isEmpty();
    }

    @Test
    void a_secrets_file_is_looked_for_in_the_workspace() {
        desk.write("code.txt", "whsec_c2VjcmV0\n");
        desk.write("tidings.yaml", """
                from: no-reply@example.com
                callbacks: [ { url: "https://example.com", secret: "${file:code.txt}" } ]
                """);

        assertThat(desk.read().workspace().orElseThrow().settings().callbacks())
                .extracting(each -> each.secret().value())
                .containsExactly("whsec_c2VjcmV0");
    }

    @Test
    void a_missing_folder_says_so() {
        Reading reading = new WorkspaceReader(name -> null).read(desk.root.resolve("nowhere"));

        assertThat(reading.workspace()).isEmpty();
        assertThat(Desk.said(reading)).contains("nowhere: there is no such folder");
    }

    @Test
    void a_file_that_is_not_utf_8_or_too_big_is_told() {
        desk.write("notifications/latin.yaml", new byte[] {'t', ':', ' ', (byte) 0xe4, '\n'});
        desk.write("notifications/huge.yaml", new byte[3 * 1024 * 1024 + 1]);
        desk.write("templates/big.html", new byte[1024 * 1024 + 1]);

        assertThat(Desk.said(desk.read())).isEqualTo("""
                notifications/huge.yaml: has more than 3 MB
                    Make it smaller.
                notifications/latin.yaml: is not UTF-8 text
                    Save it as UTF-8.
                templates/big.html: has more than 1 MB
                    Make it smaller.""");
    }

    @Test
    void a_byte_order_mark_and_the_line_ends_of_another_system_do_not_matter() {
        desk.write("notifications/good.yaml", "\uFEFF" + GOOD.replace("\n", "\r\n"));

        Reading reading = desk.read();

        assertThat(Desk.said(reading)).isEmpty();
        assertThat(reading.workspace().orElseThrow().templates())
                .containsEntry("notifications/good.yaml#text", "Hello\n{{ nam }}\n");
    }

    @Test
    void what_editors_leave_behind_is_not_read() {
        desk.write("notifications/.good.yaml.swp", "x");
        desk.write("notifications/good.yaml~", "x");
        desk.write("templates/.DS_Store", new byte[] {(byte) 0xff});

        assertThat(Desk.said(desk.read())).isEmpty();
    }

    @Test
    void a_link_out_of_the_workspace_is_not_followed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "hunter2");
        Files.createSymbolicLink(desk.root.resolve("terms.pdf"), elsewhere.resolve("secret"));
        desk.write("notifications/good.yaml", GOOD + "attach:\n  - file: terms.pdf\n");

        assertThat(Desk.said(desk.read()))
                .startsWith("notifications/good.yaml:7:11: attach[0].file: \"terms.pdf\" lies outside");
    }

    @Test
    void links_within_the_workspace_are_followed() throws IOException {
        desk.write("..2026/n.yaml", GOOD);
        Files.createSymbolicLink(desk.root.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(desk.root.resolve("notifications/linked.yaml"), Path.of("../..data/n.yaml"));

        assertThat(desk.read().workspace().orElseThrow().notifications()).containsOnlyKeys("good", "linked");
    }

    @Test
    void what_an_inspection_finds_in_an_inline_body_is_told_in_the_lines_of_its_file() {
        Reading reading = desk.read()
                .inspectedBy(workspace -> List.of(new Problem(
                        "notifications/good.yaml#text", 2, 4, "no column is called \"nam\"", Optional.empty())));

        assertThat(Desk.said(reading)).isEqualTo("notifications/good.yaml:5:6: no column is called \"nam\"");
        assertThat(reading.workspace().orElseThrow().notifications()).isEmpty();
    }

    @Test
    void an_inline_subject_is_found_in_its_line() {
        desk.write("notifications/good.yaml", "to: ann@example.com\ntext: Hello\nsubject: \"Hi {{ nam }}\"\n");

        Reading reading = desk.read()
                .inspectedBy(workspace ->
                        List.of(new Problem("notifications/good.yaml#subject", 1, 7, "no column", Optional.empty())));

        assertThat(Desk.said(reading)).isEqualTo("notifications/good.yaml:3:17: no column");
    }

    @Test
    void an_inspection_that_blames_the_house_leaves_nothing() {
        Reading reading = desk.read()
                .inspectedBy(workspace -> List.of(new Problem("tidings.yaml", 1, 1, "no driver", Optional.empty())));

        assertThat(reading.workspace()).isEmpty();
    }
}
