package dev.tidings.acceptance.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.mail.Address;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.Mark;
import dev.tidings.roadtest.Report;
import dev.tidings.roadtest.RoadTest;
import dev.tidings.roadtest.Step;
import dev.tidings.server.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Roads to servers that are not of our making, tried out. What is sent is from a domain of one's own network, so
/// nobody's DNS is asked.
class RoadTestPeersTest {
    @ParameterizedTest
    @EnumSource
    void a_road_to_a_peer_is_well_and_a_wrong_password_is_found_out(Kind kind, @TempDir Path folder) throws Exception {
        kind.missing().ifPresent(why -> System.out.println("SKIPPED: " + kind + " as a peer: " + why));
        assumeTrue(kind.missing().isEmpty(), () -> kind.missing().orElse(""));
        Machine.openTo(folder); // a server may work as several users
        Path root = Files.createDirectories(folder.resolve("workspace"));
        try (Peer peer = kind.start(Files.createDirectories(folder.resolve("peer")))) {
            Report well = tried(root, peer, Peer.SECRET);
            assertThat(steps(well)).as(well.toString()).extracting(Step::mark).doesNotContain(Mark.FAILED);
            assertThat(steps(well))
                    .filteredOn(step -> step.mark() == Mark.PASSED)
                    .extracting(Step::name)
                    .contains("Address", "Connection", "Greeting", "Encryption", "Sign-in", "Sender")
                    .contains("Test mail");
            await("the test mail")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> peer.kept("person0").size() == 1);
            assertThat(new String(peer.kept("person0").getFirst()))
                    .contains("Subject: Test of the road peer (Tidings)", "This mail is a test");

            Report wrong = tried(root, peer, "not-" + Peer.SECRET);
            assertThat(steps(wrong))
                    .filteredOn(step -> step.mark() == Mark.FAILED)
                    .extracting(Step::name)
                    .containsExactly("Sign-in");
        }
    }

    private static List<Step> steps(Report report) {
        return report.parts().stream().flatMap(part -> part.steps().stream()).toList();
    }

    private static Report tried(Path root, Peer peer, String secret) throws IOException {
        Files.writeString(root.resolve("secret"), secret);
        Files.writeString(
                root.resolve("tidings.yaml"), """
                from: "Tower <alarm@tower.lan>"
                transports:
                  peer:
                %s    password: ${file:secret}
                """.formatted(peer.transport().indent(4)));
        Workspace workspace = Wiring.readToTry(root, "peer").workspace().orElseThrow();
        return new RoadTest(workspace, Wiring.tools(), _ -> {})
                .run(
                        workspace.settings().transports().get("peer"),
                        Optional.of(Address.parse("person0@" + Peer.DOMAIN)));
    }
}
