package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whom the nodes write to: everyone, a few for whom `hold` is asked, and one by a schedule.
final class People {
    static final String EVERYONE = "everyone";
    static final String CAREFUL = "careful";
    static final String PULSE = "pulse";
    static final int PULSE_SECONDS = 20;

    private static final Map<String, Integer> MANY = Map.of(EVERYONE, 800, CAREFUL, 200, PULSE, 1);

    private People() {}

    static int many(String notification) {
        return MANY.getOrDefault(notification, 0);
    }

    static void write(Path workspace, int port, String house, String expires) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "Tidings <tidings@example.com>"
                web: { listen: "127.0.0.1:0" }
                transports:
                  main: { smtp: "smtp://127.0.0.1:%d", security: none, connections: 8 }
                %s
                """.formatted(port, house));
        notification(workspace, EVERYONE, "", "resend", expires);
        notification(workspace, CAREFUL, "", "hold", expires);
        notification(workspace, PULSE, "schedule: { every: %ds }".formatted(PULSE_SECONDS), "resend", expires);
    }

    private static void notification(Path workspace, String name, String schedule, String whenUncertain, String expires)
            throws IOException {
        Files.writeString(workspace.resolve("notifications").resolve(name + ".yaml"), """
                audience: { file: data/%1$s.csv, to: "{{ name }} <{{ email }}>" }
                subject: News for {{ name }}
                text: Good morning, {{ name }}.
                deliver: { retry: { first: 1s, factor: 1, times: 50, expires: %3$s }, when-uncertain: %2$s }
                %4$s
                """.formatted(
                        name, whenUncertain, expires, schedule));
        Files.writeString(
                workspace.resolve("data").resolve(name + ".csv"),
                IntStream.range(0, many(name))
                        .mapToObj(each -> "%1$s %2$d,%1$s%2$d@example.org".formatted(name, each))
                        .collect(Collectors.joining("\n", "name,email\n", "\n")));
    }
}
