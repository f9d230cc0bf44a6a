package dev.tidings.acceptance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.acceptance.WholeEngine;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole engine against servers that are not of our making.
class PeersTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @ParameterizedTest
    @EnumSource
    void a_server_keeps_two_hundred_mails_just_as_they_were_sent_and_is_understood_when_it_refuses(Kind kind)
            throws Exception {
        kind.missing().ifPresent(why -> System.out.println("SKIPPED: " + kind + " as a peer: " + why));
        assumeTrue(kind.missing().isEmpty(), () -> kind.missing().orElse(""));
        Path folder = Files.createTempDirectory("tidings-peer");
        Machine.openTo(folder); // a server may work as several users
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        try (Peer peer = kind.start(Files.createDirectories(folder.resolve("peer")))) {
            Letters.write(workspace, peer);
            Sent sent = new Sent();
            try (WholeEngine engine =
                    WholeEngine.start(workspace, CLOCK, spec -> sent.noting(new SmtpTransport(spec, CLOCK)), _ -> {})) {
                everyoneHasTheirs(peer, engine, sent);
                if (kind.isChoosy()) {
                    refusalsAreUnderstood(engine);
                }
            }
        } finally {
            delete(folder);
        }
    }

    private static void everyoneHasTheirs(Peer peer, WholeEngine engine, Sent sent) throws IOException {
        OccurrenceRecord occurrence = run(engine, "everyone");
        assertThat(occurrence.result()).isEqualTo("succeeded");
        assertThat(deliveries(engine, occurrence).values())
                .hasSize(Peer.PEOPLE)
                .allMatch(delivery -> delivery.progress().attempts() == 1);
        for (int each = 0; each < Peer.PEOPLE; each++) {
            String person = "person" + each;
            await("mail for " + person)
                    .atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .until(() -> !peer.kept(person).isEmpty());
            assertThat(peer.kept(person)).singleElement().satisfies(kept -> {
                assertThat(lineEndsAside(kept)).as(person).endsWith(lineEndsAside(sent.to(person)));
                Letters.assertReads(kept, person);
            });
        }
    }

    /// A mailbox on Unix keeps LF.
    private static String lineEndsAside(byte[] octets) {
        return new String(octets, ISO_8859_1).replace("\r\n", "\n").stripTrailing();
    }

    private static void refusalsAreUnderstood(WholeEngine engine) {
        Map<String, DeliveryRecord> few = deliveries(engine, run(engine, "few"));
        assertThat(attempt(engine, few.get(Peer.REFUSED)).said()).satisfies(said -> {
            assertThat(said.outcome()).isEqualTo("refused");
            assertThat(said.verb()).contains("rcpt");
            assertThat(said.code().orElseThrow()).isBetween(550, 554);
        });
        assertThat(attempt(engine, few.get("stranger")).said()).satisfies(said -> {
            assertThat(said.outcome()).isEqualTo("refused");
            assertThat(said.code()).contains(550);
        });
        assertThat(attempt(engine, few.get("person0")).said().outcome()).isEqualTo("accepted");
        assertThat(attempt(engine, few.get("person1")).said().outcome()).isEqualTo("accepted");

        Map<String, DeliveryRecord> large = deliveries(engine, run(engine, "large"));
        assertThat(attempt(engine, large.get("person0")).said()).satisfies(said -> {
            assertThat(said.outcome()).isEqualTo("oversize");
            assertThat(said.text().replaceAll("[^0-9]", "")).contains(String.valueOf(Peer.OCTETS_MAX));
        });
    }

    private static OccurrenceRecord run(WholeEngine engine, String notification) {
        long id = engine.tidings()
                .run(notification, Optional.empty(), Cause.MANUAL)
                .orElseThrow()
                .id();
        await(notification + " is finished")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !record(engine, id).standing().running());
        return record(engine, id);
    }

    private static OccurrenceRecord record(WholeEngine engine, long id) {
        return engine.tidings().history().occurrence(id).orElseThrow();
    }

    private static Map<String, DeliveryRecord> deliveries(WholeEngine engine, OccurrenceRecord occurrence) {
        return engine.tidings().history().deliveries(occurrence.occurrence().id(), Set.of(), Page.first(1000)).stream()
                .collect(Collectors.toMap(
                        delivery -> delivery.addressee().address().replaceFirst("@.*", ""), Function.identity()));
    }

    private static AttemptRecord attempt(WholeEngine engine, DeliveryRecord delivery) {
        List<AttemptRecord> all = engine.tidings().history().attempts(delivery.id());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
