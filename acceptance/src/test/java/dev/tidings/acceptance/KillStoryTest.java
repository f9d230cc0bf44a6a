package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidings.acceptance.Processes.RunningServer;
import dev.tidings.acceptance.Processes.RunningSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The server is killed with SIGKILL again and again while it sends. Nobody is missing afterwards, and every
/// extra copy has the same Message-ID and is flagged.
class KillStoryTest {
    private static final int PEOPLE = 5_000;
    private static final int KILLS = Integer.getInteger("tidings.kills", 20);
    private static final long SEED = Long.getLong("tidings.seed", 20261123L);

    private final Random random = new Random(SEED);

    /// One mail at a time on each of eight connections, and a window of them.
    static Stream<Arguments> stories() {
        return Stream.of(arguments("", KILLS), arguments("chunking", KILLS / 2));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nobody_is_missing_and_every_extra_copy_is_flagged(String offer, int kills, @TempDir Path folder)
            throws Exception {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        int effective;
        try (RunningSink sink = RunningSink.start(folder.resolve("taken.tsv"), Duration.ofMillis(20), offer)) {
            write(workspace, sink.port());
            effective = killWhileSending(workspace, sink, kills);
            try (RunningServer last = RunningServer.start(workspace).awaitReady()) {
                JsonNode occurrence = last.awaitFinished(Duration.ofMinutes(3));
                judge(last, occurrence, sink.taken(), kills, effective);
                assertThat(last.stop()).as("a drained server ends well").isIn(0, 143);
            }
        }
    }

    private int killWhileSending(Path workspace, RunningSink sink, int kills) throws IOException, InterruptedException {
        int effective = 0;
        for (int kill = 0; kill < kills; kill++) {
            try (RunningServer server = RunningServer.start(workspace).awaitReady()) {
                if (kill == 0) {
                    server.post("/api/v1/notifications/everyone/occurrences", "{}");
                }
                int before = sink.taken().size();
                if (kill % 4 != 3) { // every fourth hits wherever it hits
                    awaitMore(sink, before);
                }
                Thread.sleep(random.nextInt(500));
                server.kill();
                effective += sink.taken().size() > before ? 1 : 0;
            }
        }
        return effective;
    }

    /// Until mail is being taken again; on a slow machine a start takes its time.
    private static void awaitMore(RunningSink sink, int before) throws IOException, InterruptedException {
        for (int waited = 0; waited < 1000 && sink.taken().size() == before; waited++) {
            Thread.sleep(10);
        }
    }

    private static void judge(RunningServer server, JsonNode occurrence, List<String> taken, int kills, int effective)
            throws IOException, InterruptedException {
        Map<String, List<String>> copies = taken.stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
        Set<String> extra = copies.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey().replaceAll("[<>]", ""))
                .collect(Collectors.toSet());
        Set<String> flagged = flagged(server, occurrence.get("id").asLong());

        System.out.printf(
                "kill story: seed %d, %d kills (%d while mail was being taken), %d people, %d copies, %d people with more"
                        + " than one, %d flagged%n",
                SEED, kills, effective, PEOPLE, taken.size(), extra.size(), flagged.size());
        assertThat(copies).as("nobody is missing").hasSize(PEOPLE);
        assertThat(copies.values()).as("one Message-ID each").allMatch(ids -> new HashSet<>(ids).size() == 1);
        assertThat(flagged).as("every extra copy is flagged").containsAll(extra);
        assertThat(effective).as("kills that hit while mail was being taken").isGreaterThan(kills / 2);
    }

    private static Set<String> flagged(RunningServer server, long occurrence) throws IOException, InterruptedException {
        Set<String> flagged = new HashSet<>();
        List<Long> page = new ArrayList<>(List.of(Long.MAX_VALUE));
        while (!page.isEmpty()) {
            JsonNode deliveries = server.get("/api/v1/occurrences/%d/deliveries?most=1000&before=%d"
                            .formatted(occurrence, page.getLast()))
                    .get("deliveries");
            page = new ArrayList<>();
            for (JsonNode delivery : deliveries) {
                page.add(delivery.get("id").asLong());
                assertThat(delivery.get("state").asString()).isEqualTo("accepted");
                if (delivery.get("possibleDuplicate").asBoolean()) {
                    flagged.add(delivery.get("address").asString());
                }
            }
        }
        return flagged;
    }

    private static void write(Path workspace, int port) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "Tidings <tidings@example.com>"
                web: { listen: "127.0.0.1:0" }
                transports:
                  main: { smtp: "smtp://127.0.0.1:%d", security: none, connections: 8 }
                """.formatted(port));
        Files.writeString(workspace.resolve("notifications/everyone.yaml"), """
                audience: { file: data/people.csv, to: "{{ name }} <{{ email }}>" }
                subject: News for {{ name }}
                text: Good morning, {{ name }}.
                deliver: { retry: { first: 1s, times: 20 } }
                """);
        Files.writeString(
                workspace.resolve("data/people.csv"),
                IntStream.range(0, PEOPLE)
                        .mapToObj(each -> "Person %d,person%d@example.org".formatted(each, each))
                        .collect(Collectors.joining("\n", "name,email\n", "\n")));
    }
}
