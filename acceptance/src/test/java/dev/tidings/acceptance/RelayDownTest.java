package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everyone is due and the relay is down for an hour, of which ten seconds are left on a clock that hurries. The whole
/// story is `./mvnw verify -Dtidings.people=100000`.
class RelayDownTest {
    private static final int PEOPLE = Integer.getInteger("tidings.people", 10_000);
    private static final int HOURS_SECONDS = 10;
    private static final int CONNECTIONS = 4;

    /// It takes three failures to close a road, hands that have set out come back, and then one mail at a time finds
    /// out, after 30 s, 1, 2, 4, 8 min and every quarter of an hour.
    private static final int TRIES_MAX = 3 + CONNECTIONS + 5 + 4;

    @Test
    void nobody_storms_a_relay_that_is_down_and_everyone_has_one_copy_once_it_is_up(@TempDir Path folder)
            throws Exception {
        try (Relay relay = new Relay()) {
            write(folder, relay.port());
            Process house = new ProcessBuilder(
                            Processes.java(),
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            HurriedHouse.class.getName(),
                            folder.toString(),
                            String.valueOf(3600 / HOURS_SECONDS))
                    .redirectError(folder.resolve("house.err").toFile())
                    .start();
            try (BufferedReader said = house.inputReader()) {
                assertThat(said.readLine()).isEqualTo("an hour has passed");
                int tries = relay.connections();
                relay.bringUp();
                String end = said.readLine();

                System.out.printf("relay down: %d tries in an hour; %s%n", tries, end);
                assertThat(tries).isBetween(4, TRIES_MAX);
                assertThat(end).startsWith("succeeded: %d accepted".formatted(PEOPLE));
                assertThat(relay.copies()).hasSize(PEOPLE);
                assertThat(relay.copies().values()).containsOnly(1);
                assertThat(house.waitFor()).isZero();
            } finally {
                house.destroyForcibly();
            }
        }
    }

    private static void write(Path folder, int port) throws IOException {
        Files.createDirectories(folder.resolve("notifications"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("tidings.yaml"), """
                stage: live
                from: "Tidings <tidings@example.com>"
                transports:
                  main: { smtp: "smtp://127.0.0.1:%d", security: none, connections: %d }
                """.formatted(port, CONNECTIONS));
        Files.writeString(folder.resolve("notifications/everyone.yaml"), """
                audience: { file: data/people.csv, to: "{{ name }} <{{ email }}>" }
                subject: News for {{ name }}
                text: Good morning, {{ name }}.
                """);
        Files.writeString(
                folder.resolve("data/people.csv"),
                IntStream.range(0, PEOPLE)
                        .mapToObj(each -> "Person %d,person%d@example.org".formatted(each, each))
                        .collect(Collectors.joining("\n", "name,email\n", "\n")));
    }
}
