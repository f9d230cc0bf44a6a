package dev.tidings.acceptance.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Report;
import dev.tidings.feedback.smtp.Receiver;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Trace;
import dev.tidings.smtp.EndOfDataGate;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.SmtpSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What comes back through mail servers that are not of our making.
class ComingBackTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final String OURS = "bounces+4signed@";

    private final List<Arrival> taken = new CopyOnWriteArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private volatile boolean broken;

    /// @return its port
    private int receive(Protocol protocol) throws IOException {
        Receiver receiver = Receiver.open(
                new ListenSpec(protocol, new Listen("127.0.0.1", 0)),
                Relay.home(protocol),
                ComingBackTest::mail,
                new Arrivals(_ -> Report.other(Clues.NONE), CLOCK),
                this::take,
                CLOCK,
                _ -> {});
        receivers.add(receiver);
        return receiver.port();
    }

    /// Before the return address may stand a number, as smtp-source puts it there. Each is another mail's: for one
    /// mail alone only a few messages are taken in a day.
    private static Optional<Trace> mail(String address) {
        int start = address.indexOf(OURS);
        return start < 0 ? Optional.empty() : Optional.of(new Trace("4%031d".formatted(number(address, start))));
    }

    private static int number(String address, int end) {
        return end == 0 ? 0 : Integer.parseInt(address.substring(0, end));
    }

    private void take(List<Arrival> arrivals) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        taken.addAll(arrivals);
    }

    @AfterEach
    void close() {
        receivers.forEach(Receiver::close);
    }

    @Test
    void postfix_passes_on_what_comes_back_and_keeps_what_cannot_be_put_on_record() throws Exception {
        Relay.missing().ifPresent(why -> System.out.println("SKIPPED: Postfix in front of a receiver: " + why));
        assumeTrue(Relay.missing().isEmpty());
        Path folder = Files.createTempDirectory("tidings-relay");
        Machine.openTo(folder);
        Map<Protocol, Integer> ports =
                Map.of(Protocol.SMTP, receive(Protocol.SMTP), Protocol.LMTP, receive(Protocol.LMTP));
        try (Relay relay = Relay.start(folder, ports)) {
            for (Protocol protocol : Protocol.values()) {
                send(relay, OURS + Relay.home(protocol), "someone@" + Relay.NOBODYS);
            }
            awaitTaken(2);
            assertThat(taken).allSatisfy(ComingBackTest::tellsOfNobody);
            assertThat(taken)
                    .flatExtracting(each -> each.report().clues().comeTo())
                    .containsExactlyInAnyOrder(OURS + Relay.home(Protocol.SMTP), OURS + Relay.home(Protocol.LMTP));

            broken = true;
            send(relay, "ann@elsewhere.example", OURS + Relay.home(Protocol.SMTP));
            awaitLogged(folder, "451 4.3.0 it cannot");
            broken = false;
            send(relay, "", "bounces+forged@" + Relay.home(Protocol.LMTP));
            awaitLogged(folder, "550 5.1.1 this is none of our");
            awaitTaken(3);
        } finally {
            Machine.run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static void tellsOfNobody(Arrival arrival) {
        assertThat(new String(arrival.original()))
                .contains("Content-Type: multipart/report")
                .contains("Action: failed")
                .contains("someone@" + Relay.NOBODYS);
    }

    private void awaitTaken(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(taken).hasSize(count));
    }

    private static void awaitLogged(Path folder, String words) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.readString(folder.resolve("mail.log")).contains(words));
    }

    private static void send(Relay relay, String from, String to) throws Exception {
        SmtpServer server = new SmtpServer("127.0.0.1", relay.port(), Security.NONE, "client.example");
        try (SmtpSession session = SmtpSession.open(server)) {
            Handover handover = session.send(
                    new Envelope(from, to),
                    "From: ann@elsewhere.example\r\nSubject: hello\r\n\r\nHello.\r\n".getBytes(),
                    EndOfDataGate.OPEN);
            assertThat(handover)
                    .isInstanceOfSatisfying(
                            Handover.Answered.class,
                            answered -> assertThat(answered.reply().code()).isEqualTo(250));
        }
    }

    @ParameterizedTest
    @EnumSource
    void smtp_source_brings_a_thousand_over_ten_connections(Protocol protocol) throws Exception {
        boolean there = Machine.has("smtp-source");
        if (!there) {
            System.out.println("SKIPPED: smtp-source is not installed");
        }
        assumeTrue(there);
        String address = "127.0.0.1:" + receive(protocol);
        List<String> command = new ArrayList<>(List.of(
                "smtp-source",
                "-N",
                "-d",
                "-s",
                "10",
                "-m",
                "1000",
                "-l",
                "3000",
                "-f",
                "",
                "-t",
                OURS + Relay.home(protocol),
                address));
        if (protocol == Protocol.LMTP) {
            command.add(1, "-L");
        }
        Machine.run(command);

        awaitTaken(1000);
    }
}
