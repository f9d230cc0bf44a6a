package dev.tidings.server.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.event.Event;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.feedback.imap.Place;
import dev.tidings.feedback.imap.Places;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Retention;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Trace;
import dev.tidings.notification.Workspace;
import dev.tidings.server.WaysInStatus;
import dev.tidings.server.metrics.Scrape;
import dev.tidings.server.metrics.WayLevels;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.EndOfDataGate;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.Trust;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaysInTest {
    private static final Bounces.Home HOME = home("0123456789abcdef0123456789abcdef");
    private static final Bounces.Home WITH_A_NEW_KEY = home("fedcba9876543210fedcba9876543210");
    private static final Trace TRACE =
            Trace.in("0123456789abcdef0123456789abcdef").orElseThrow();
    private static final ListenSpec ANYWHERE = new ListenSpec(Protocol.SMTP, new Listen("127.0.0.1", 0));

    private final List<Arrival> taken = new CopyOnWriteArrayList<>();
    private final WaysIn ways = new WaysIn(
            _ -> {
                throw new AssertionError("no token is needed");
            },
            new NobodysPlaces(),
            InstantSource.system(),
            Duration.ofMillis(50));

    /// Nothing has been read yet, and the duty is ours.
    private static final class NobodysPlaces implements Places {
        @Override
        public Optional<Place> of(String mailbox) {
            return Optional.empty();
        }

        @Override
        public void note(String mailbox, Place place) {}

        @Override
        public boolean onDuty(String mailbox, Duration atMost) {
            return true;
        }
    }

    @AfterEach
    void close() {
        ways.close();
    }

    private static Bounces.Home home(String key) {
        return new Bounces.Home(Address.parse("bounces@mail.example.com"), List.of(new Secret(key)));
    }

    private static Bounces by(Bounces.Home home, List<MailboxSpec> mailboxes, Optional<ListenSpec> listen) {
        return new Bounces(
                Optional.of(home), Reactions.USUAL, List.of(), Map.of(), new Bounces.Ways(mailboxes, listen));
    }

    private void reload(Bounces bounces) {
        Settings settings = new Settings(
                new Settings.Rehearsal(Stage.LOG, Optional.empty()),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneId.of("UTC"), Mailbox.parse("house@example.com")),
                Map.of(),
                Map.of(),
                new Listen("127.0.0.1", 0),
                List.of(),
                List.of(),
                Settings.Unsubscribing.NOWHERE,
                Settings.Nodes.USUAL,
                Retention.USUAL,
                bounces);
        ways.on(new Event.Reloaded(
                new Workspace(Path.of("."), settings, Map.of(), Map.of(), new Revision("0".repeat(64))), List.of()));
    }

    /// @return the reply's code; that of the recipient where they were refused
    private int bring(String to) throws Exception {
        int port = ways.receiver().orElseThrow().port();
        try (SmtpSession session =
                SmtpSession.open(new SmtpServer("127.0.0.1", port, Security.NONE, "mx.example.net"))) {
            Handover handover = session.send(
                    new Envelope("", to),
                    "Subject: failure notice\r\n\r\n<ann@example.com>:\r\n550 5.1.1 no such user\r\n".getBytes(UTF_8),
                    EndOfDataGate.OPEN);
            return ((Handover.Answered) handover).reply().code();
        }
    }

    @Test
    void what_a_mail_server_brings_to_an_address_that_we_signed_is_read_and_taken_in() throws Exception {
        ways.start(taken::addAll, () -> false, by(HOME, List.of(), Optional.of(ANYWHERE)));
        String ours = new ReturnPath(HOME).of(TRACE, 1).toString();

        assertThat(bring(ours)).isEqualTo(250);
        assertThat(bring("bounces+forged@mail.example.com")).isEqualTo(550);

        assertThat(taken).singleElement().satisfies(arrival -> {
            assertThat(arrival.source()).isEqualTo("smtp");
            assertThat(arrival.report().kind()).isEqualTo(Kind.BOUNCE);
            assertThat(arrival.report().clues().comeTo()).contains(ours);
        });
        assertThat(ways.troubles()).isEmpty();
    }

    @Test
    void a_new_key_is_believed_by_the_listener_that_is_open() throws Exception {
        ways.start(taken::addAll, () -> false, by(HOME, List.of(), Optional.of(ANYWHERE)));
        int port = ways.receiver().orElseThrow().port();

        reload(by(WITH_A_NEW_KEY, List.of(), Optional.of(ANYWHERE)));

        assertThat(ways.receiver().orElseThrow().port()).isEqualTo(port);
        assertThat(bring(new ReturnPath(WITH_A_NEW_KEY).of(TRACE, 1).toString()))
                .isEqualTo(250);
        assertThat(bring(new ReturnPath(HOME).of(TRACE, 1).toString())).isEqualTo(550);
    }

    @Test
    void what_is_taken_out_of_the_settings_ends() throws Exception {
        ways.start(taken::addAll, () -> false, by(HOME, List.of(nobodyAnswersAt(1)), Optional.of(ANYWHERE)));

        reload(by(HOME, List.of(), Optional.empty()));

        assertThat(ways.receiver()).isEmpty();
        assertThat(ways.troubles()).isEmpty();
    }

    @Test
    void a_mailbox_that_cannot_be_read_is_a_trouble_and_a_number() throws Exception {
        ways.start(taken::addAll, () -> false, by(HOME, List.of(nobodyAnswersAt(1)), Optional.empty()));
        PrometheusRegistry registry = new PrometheusRegistry();
        WayLevels.register(registry, ways::troubles, ways::refusals);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ways.troubles())
                        .singleElement()
                        .asString()
                        .startsWith("INBOX of bounces at 127.0.0.1: ")
                        .contains("tried again within"));
        assertThat(new String(Scrape.of(registry).content(), UTF_8)).contains("tidings_returns_troubled 1.0");
    }

    @Test
    void a_place_that_is_taken_keeps_nobody_from_starting_and_is_tried_until_it_is_free() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            ways.start(taken::addAll, () -> false, by(HOME, List.of(), Optional.of(at(port))));
            assertThat(ways.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("nobody can listen at lmtp://127.0.0.1:" + port)
                    .endsWith("; tried again within 0.05s. Write another place, or end what has this one");
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> ways.receiver().isPresent());
        assertThat(ways.troubles()).isEmpty();
        assertThat(ways.receiver().orElseThrow().port()).isEqualTo(port);
    }

    @Test
    void a_taken_place_that_is_not_wanted_any_more_is_no_trouble() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Bounces there = by(HOME, List.of(), Optional.of(at(other.getLocalPort())));
            ways.start(taken::addAll, () -> false, by(HOME, List.of(), Optional.empty()));

            reload(there);
            assertThat(ways.troubles()).singleElement().asString().contains("nobody can listen at lmtp://127.0.0.1:");
            reload(by(HOME, List.of(), Optional.empty()));
            assertThat(ways.troubles()).isEmpty();
            reload(there);
            reload(by(HOME, List.of(), Optional.of(ANYWHERE)));
            assertThat(ways.troubles()).isEmpty();
        }
    }

    @Test
    void what_is_refused_is_counted_by_reason() throws Exception {
        ways.start(taken::addAll, () -> false, by(HOME, List.of(), Optional.of(ANYWHERE)));
        PrometheusRegistry registry = new PrometheusRegistry();
        WayLevels.register(registry, ways::troubles, ways::refusals);

        bring("bounces+forged@mail.example.com");
        bring("somebody@example.org");

        assertThat(new String(Scrape.of(registry).content(), UTF_8))
                .contains("tidings_returns_refused_total{reason=\"address\"} 2.0")
                .contains("tidings_returns_refused_total{reason=\"size\"} 0.0");
        assertThat(new WaysInStatus(ways.troubles(), ways.refusals()).refused())
                .as("what is shown to people")
                .isEqualTo(Map.of("address", 2L));
    }

    private static ListenSpec at(int port) {
        return new ListenSpec(Protocol.LMTP, new Listen("127.0.0.1", port));
    }

    private static MailboxSpec nobodyAnswersAt(int port) {
        return new MailboxSpec(
                new MailboxSpec.Server("127.0.0.1", port, Security.NONE, Trust.system()),
                MailboxSpec.INBOX,
                new MailboxSpec.SignIn.ByPassword(
                        new Credentials.Password("bounces", "s", Credentials.ClearText.ON_LOOPBACK)),
                new MailboxSpec.Then.Keep());
    }
}
