package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.Firing;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands do with a workspace that no server runs.
class StoreDeskTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make() {
        tidings("init", root().toString(), "--example", "weekly-report");
    }

    @Test
    void the_store_says_how_things_are() {
        Typed typed = ask("status");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("No server runs this workspace").contains("1 notification at stage log");
        assertThat(Json.MAPPER
                        .readTree(ask("status", "--json").out())
                        .at("/stage")
                        .asString())
                .isEqualTo("log");
        assertThat(ask("failures").out()).contains("Nothing failed");
        assertThat(ask("explain", "ann@example.com").exit()).isEqualTo(3);
    }

    @Test
    void what_is_not_there_can_be_neither_retried_nor_skipped() {
        assertThat(ask("retry", "17").exit()).isEqualTo(3);
        assertThat(ask("skip", "17").exit()).isEqualTo(3);
        assertThat(ask("retry", "--occurrence", "4").err()).contains("there is no occurrence 4");
    }

    @Test
    void nothing_is_fired_that_nobody_would_send_now() {
        Typed typed = ask("run", "weekly-report");

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("no server runs this workspace").contains("tidings serve -w");
    }

    @Test
    void what_events_fire_says_at_which_and_which_it_was() throws Exception {
        Files.writeString(
                root().resolve("tidings.yaml"), "\nbus: nats://broker.example.com\n", StandardOpenOption.APPEND);
        Files.writeString(root().resolve("notifications/shipped.yaml"), """
                schedule: { on: nats:orders.shipped }
                to: [ ann@example.com ]
                subject: It is on its way
                text: Hello
                """);
        Workspace workspace = Wiring.read(root()).workspace().orElseThrow();
        Instant now = Typed.NOW;
        try (Wiring.OpenStore store = Wiring.open(root(), workspace.settings())) {
            Firing firing = new Firing(
                    new Occurrence.Key("shipped", now, Cause.EVENT),
                    new Firing.Decision.Due(),
                    Optional.empty(),
                    Stage.LOG,
                    workspace.notification("shipped").orElseThrow().revision(),
                    new Occurrence.Period(now, now),
                    Optional.empty());
            store.ledger().trigger(firing, "nats:orders.shipped order 7");
        }

        assertThat(ask("list").out())
                .contains("at events of nats:orders.shipped")
                .doesNotContain("never by itself");
        assertThat(ask("status").out()).contains(", event order 7 of nats:orders.shipped");
        assertThat(ask("next", "shipped").err()).contains("It runs with each event of nats:orders.shipped, by hand or");
    }

    @Test
    void a_notification_is_stopped_until_somebody_lets_it_go_on() {
        String user = System.getProperty("user.name");
        assertThat(ask("stop", "weekly-report", "--why", "wrong figures").out())
                .contains("weekly-report is stopped: wrong figures (" + user + ").");

        assertThat(ask("stop", "weekly-report").err()).contains("is stopped already: wrong figures (" + user + ")");
        assertThat(ask("status").out())
                .contains(
                        "NOT WELL: weekly-report is stopped: wrong figures (" + user + ").",
                        "its instants are skipped and nothing of it goes out: tidings go-on weekly-report");
        assertThat(ask("list").out()).contains("STOPPED: wrong figures");
        assertThat(ask("go-on", "weekly-report").exit()).isZero();
        assertThat(ask("go-on", "weekly-report").exit()).isEqualTo(3);
        assertThat(ask("status").out()).doesNotContain("stopped");
        assertThat(ask("stop", "monthly").err()).contains("Known here: weekly-report.");
        assertThat(ask("stop", "weekly-report", "--why", "x".repeat(501)).exit())
                .isEqualTo(2);
        assertThat(ask("stop", "weekly-report", "--json").out()).contains("\"why\" : \"by hand (" + user + ")\"");
    }

    @Test
    void what_came_in_is_listed_though_nobody_has_looked_at_it_yet() {
        assertThat(ask("returned").out()).contains("Nothing of this kind came back.");
        Notice notice = new Notice(
                Optional.of("gone@example.com"),
                Fate.FAILED,
                Reason.USERUNKNOWN,
                Optional.of("5.1.1"),
                Optional.of(550),
                "no such user");
        Report report = new Report(Report.Kind.BOUNCE, List.of(notice), Clues.NONE);
        Wiring.OpenStore store = Wiring.open(
                root(), Wiring.read(root()).workspace().orElseThrow().settings());
        try (store) {
            store.ledger().hear(List.of(new Arrival("imap", "1", Typed.NOW, report, new byte[0])));
        }

        assertThat(ask("returned", "--bounces").out())
                .contains("gone@example.com", "userunknown: 550 5.1.1 no such user — Nobody has this address.");
        assertThat(ask("returned", "--unmatched").out()).contains("Nothing of this kind came back.");
        assertThat(ask("returned", "--rates").out()).contains("Nothing came back within 30 days.");
        assertThat(ask("returned", "-n", "0").exit()).isEqualTo(2);
    }

    @Test
    void nothing_is_said_that_could_be_written_down() {
        assertThat(ask("transcript", "on", "--transport", "main").exit()).isEqualTo(4);
        assertThat(ask("transcript", "on", "17").err()).contains("no server runs this workspace");
        assertThat(ask("transcript", "show", "17").exit()).isEqualTo(3);
        assertThat(ask("transcript").out()).contains("Nothing of what is said is written down now.");
        assertThat(ask("transcript", "off").exit()).isZero();
    }

    @Test
    void a_store_that_somebody_holds_is_not_opened() {
        Wiring.OpenStore held = Wiring.open(
                root(), Wiring.read(root()).workspace().orElseThrow().settings());
        try (held) {
            Typed typed = ask("status");

            assertThat(typed.exit()).isEqualTo(4);
            assertThat(typed.err()).startsWith("tidings: ").doesNotContain("\tat ");
        }
    }

    @Test
    void problems_are_told_with_their_places() throws IOException {
        Path file = root().resolve("notifications/weekly-report.yaml");
        Files.writeString(file, Files.readString(file).replace("Asia/Shanghai", "Asia/Shanghia"));

        Typed checked = ask("check");

        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.out())
                .contains("notifications/weekly-report.yaml:6:9: schedule.zone: \"Asia/Shanghia\" is not a time zone")
                .contains("1 problem; 0 notifications could run.");
        assertThat(Json.MAPPER
                        .readTree(ask("check", "--json").out())
                        .at("/problems/0/line")
                        .asInt())
                .isEqualTo(6);
        assertThat(ask("plan", "weekly-report").exit()).isEqualTo(1);
        assertThat(ask("plan", "weekly-report").err()).contains("notifications/weekly-report.yaml:6:9");
        assertThat(ask("next", "standup").exit()).isEqualTo(3);
    }

    @Test
    void a_folder_that_is_no_workspace_is_told() {
        assertThat(tidings("check", "-w", folder.resolve("nowhere").toString()).exit())
                .isEqualTo(1);
        assertThat(tidings("status", "-w", folder.toString()).err()).contains("tidings.yaml");
        assertThat(tidings("serve", "-w", folder.toString()).exit()).isEqualTo(1);
    }

    @Test
    void a_plan_says_who_would_get_what_and_who_is_left_out_and_why() {
        Typed typed = ask("plan", "weekly-report", "--at", "now");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("weekly-report, due Mon 2026-11-23 12:00:00 +08:00  (2026-11-23T04:00:00Z)");
        assertThat(ask("plan", "weekly-report", "--at", "some day").exit()).isEqualTo(2);
        assertThat(ask("plan", "monthly").err()).contains("Known here: weekly-report.");
    }

    @Test
    void a_notifications_next_times_are_said_in_its_own_zone() {
        assertThat(ask("next", "weekly-report", "-n", "1").out())
                .contains("Every Monday at 09:00 (Asia/Shanghai)")
                .contains("Mon 2026-11-30 09:00:00 +08:00  (2026-11-30T01:00:00Z)");
    }

    @Test
    void a_person_can_be_looked_at_before_anything_is_sent() {
        tidings("init", folder.resolve("starter").toString());
        Path out = folder.resolve("out");

        Typed typed = tidings(
                "preview",
                "welcome",
                "--as",
                "bo@example.com",
                "--out",
                out.toString(),
                "-w",
                folder.resolve("starter").toString());

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("Subject: Good morning, Bo Muster");
        assertThat(out.resolve("welcome.eml")).content().contains("Message-ID:");
        assertThat(out.resolve("welcome.html")).content().contains("long walks", "prefers-color-scheme: dark");
        assertThat(out.resolve("welcome.txt")).content().contains("you like long walks");
        assertThat(tidings(
                                "preview",
                                "welcome",
                                "--as",
                                "eve@example.com",
                                "-w",
                                folder.resolve("starter").toString())
                        .exit())
                .isEqualTo(3);
    }

    private Path root() {
        return folder.resolve("reports");
    }

    private Typed ask(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", root().toString()));
        return tidings(all.toArray(String[]::new));
    }
}
