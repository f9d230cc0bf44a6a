package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    private static final String NOTIFICATION = """
            title: Weekly
            schedule:
              cron: [ "0 9 * * MON", "*/5 8-18 1,15 * ?" ]
              zone: Asia/Shanghai
              late: { within: 4h, then: once }
              at: 2026-12-24T18:00
              except: [ 2026-12-25 ]
            audience:
              file: data/people.csv
              to: "{{ name }} <{{ email }}>"
            data: &data
              orders: { file: data/people.csv, key: user_id = id }
            subject: 'Hi'
            text: |
              Hello
            with: { room: &room [ 1, 2.5, true ], again: *room }
            attach: [ { file: data/people.csv, name: "p-{{ id }}.csv" } ]
            deliver: { by: main, retry: { times: 2, factor: 1.5 }, reply-to: "Ann <ann@example.com>" }
            """;
    private static final String HOUSE = Desk.HOUSE + """
            stage: test
            test-mailbox: qa@example.com
            transports:
              main: { provider: qq, user: a, password: "${SECRET}", rate: [ 30/min, 5/s ] }
              spare: { smtp: "smtps://host:465", timeouts: { connect: 3s } }
            sources:
              crm: { jdbc: "postgresql://db/crm", password: "${SECRET:-x}", rows: 5 }
              web: { http: "https://host/v1/", headers: { Token: "${SECRET}" } }
            web: { listen: "[::1]:8025" }
            callbacks: [ { url: "https://host/", secret: "$${plain", events: accepted } ]
            """;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "&a ",
            "*a",
            "!!map ",
            "!",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "%",
            "@",
            "`",
            "\t",
            "\n",
            "\n  ",
            "---\n",
            "...\n",
            "? ",
            "<<: ",
            "~",
            "null",
            "${",
            "}",
            "${X}",
            "\u0000",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "é",
            "😀",
            "\ud800",
            "9999999999",
            "-1",
            "1e9",
            ".inf",
            ",",
            "{{",
            "}}",
            "\\",
            "\\x",
            "../",
            "/",
            "%s",
            "%n");

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.write("data/people.csv", "email\n");
        desk.environment.put("SECRET", "hunter2");
    }

    @Test
    void aliases_of_aliases_are_refused_before_they_unfold() {
        StringBuilder bomb = new StringBuilder("with:\n  a0: &a0 [ x, x, x, x, x, x, x, x, x ]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("  a%d: &a%d [ *a%d, *a%d, *a%d, *a%d ]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        desk.write("notifications/n.yaml", bomb.toString());

        assertThat(Desk.said(desk.read()))
                .isEqualTo("notifications/n.yaml:9:28: more than 200000 values, aliases followed");
    }

    @Test
    void more_than_fifty_aliases_are_refused() {
        desk.write("notifications/n.yaml", "with:\n  a: &a x\n  b: [" + "*a ,".repeat(51) + "]\n");

        assertThat(Desk.said(desk.read())).isEqualTo("notifications/n.yaml:3:207: more than 50 aliases");
    }

    @Test
    void an_ordinary_alias_is_followed() {
        desk.write("notifications/n.yaml", """
                to: ann@example.com
                subject: &hi Hi
                text: *hi
                """);

        assertThat(Desk.said(desk.read())).isEmpty();
    }

    @Test
    void what_is_nested_too_deep_is_refused() {
        desk.write("notifications/n.yaml", "with: " + "[".repeat(100_000));
        desk.write("notifications/m.yaml", "a: ".repeat(100_000));
        desk.write("notifications/o.yaml", "- ".repeat(100_000) + "x");

        assertThat(Desk.said(desk.read())).isEqualTo("""
                notifications/m.yaml:1:5: a colon cannot stand here
                    Put text that holds ": " in quotes, or check the indentation.
                notifications/n.yaml:1:56: nested deeper than 50 levels
                notifications/o.yaml:1:101: nested deeper than 50 levels""");
    }

    @Test
    void a_file_of_nothing_but_mistakes_tells_the_first_hundred() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            file.append("key").append(i).append(": 1\n");
        }
        desk.write("notifications/n.yaml", file.toString());

        assertThat(desk.read().problems()).hasSize(100);
    }

    @Test
    void the_files_to_be_mutated_are_sound() {
        desk.write("tidings.yaml", HOUSE).write("notifications/n.yaml", NOTIFICATION);

        assertThat(Desk.said(desk.read())).isEmpty();
    }

    @Test
    @Timeout(60) // not a measure of speed: it ends a test that would never end
    void mutated_files_are_read_or_told_and_nothing_is_thrown() {
        Random random = new Random(20261123);
        for (int round = 0; round < 400; round++) {
            String house = round % 3 == 0 ? mutated(HOUSE, random) : HOUSE;
            String notification = round % 3 == 0 ? NOTIFICATION : mutated(NOTIFICATION, random);
            desk.write("tidings.yaml", house);
            desk.write("notifications/n.yaml", notification);

            assertThatCode(() -> {
                        Reading reading = desk.read();
                        assertThat(Desk.said(reading)).doesNotContain("hunter2");
                        assertThat(reading.problems()).hasSizeLessThan(250);
                    })
                    .as("round %d\n%s\n%s", round, house, notification)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void random_octets_are_read_or_told_and_nothing_is_thrown() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            desk.write("notifications/n.yaml", octets);
            desk.write("tidings.yaml", new String(octets, StandardCharsets.ISO_8859_1));

            assertThat(desk.read().sound()).isFalse();
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> mutated.delete(at, end);
                case 2 -> mutated.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> mutated.insert(at, mutated.substring(at, end).repeat(random.nextInt(4)));
            }
        }
        return mutated.toString();
    }

    @Test
    void a_link_to_the_programs_own_file_is_refused_under_any_name(@TempDir Path root) throws Exception {
        Desk desk = new Desk(root);
        desk.write("data/console.token", "abc");
        Files.createSymbolicLink(root.resolve("data/terms.pdf"), root.resolve("data/console.token"));
        desk.write("notifications/n.yaml", attaching("data/terms.pdf"));

        assertThat(Desk.said(desk.read()))
                .startsWith("notifications/n.yaml:4:19: attach[0].file: \"data/terms.pdf\" is kept by Tidings");
    }

    @Test
    void a_link_that_leads_nowhere_is_called_one(@TempDir Path root) throws Exception {
        Desk desk = new Desk(root);
        Files.createSymbolicLink(root.resolve("terms.pdf"), root.resolve("gone.pdf"));
        desk.write("notifications/n.yaml", attaching("terms.pdf"));

        assertThat(Desk.said(desk.read()))
                .contains("\"terms.pdf\" is a link that leads nowhere")
                .doesNotContain("Did you");
    }

    private static String attaching(String file) {
        return """
                to: ann@example.com
                subject: Hi
                text: Hello
                attach: [ { file: %s } ]
                """.formatted(file);
    }
}
