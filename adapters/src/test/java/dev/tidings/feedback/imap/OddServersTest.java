package dev.tidings.feedback.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.Server;
import dev.tidings.notification.MailboxSpec.SignIn;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Secret;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.TokenSource;
import dev.tidings.smtp.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that mean harm, are set up badly, or are simply old.
@Timeout(60)
class OddServersTest {
    private static final TestCertificate ELSEWHERE = TestCertificate.of("dns:elsewhere.example");

    private final Installation installation = new Installation();

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10));
    }

    private Collector node(TinyImap server, Security security) {
        return installation.node("a", GreenMailbox.spec(server.port(), security, "s3cret", new Then.Seen()));
    }

    private String trouble(TinyImap server, Security security) {
        try (Collector node = node(server, security)) {
            soon().until(() -> node.trouble().isPresent());
            return node.trouble().orElseThrow();
        }
    }

    private static Optional<String> when(boolean holds, String answer) {
        return holds ? Optional.of(answer) : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (UID 7 BODY[]<0> {2000000000}\r\n",
                "* 1 FETCH (UID 7 BODY[]<0> {99999999999999999999}\r\n",
                "* 1 FETCH (UID 7 BODY[]<0> {13}\r\nxx{2000000000}\r\n"
            })
    void a_literal_beyond_all_measure_is_not_made_room_for(String answer) throws IOException {
        try (TinyImap server = new TinyImap(command -> when(command.startsWith("UID FETCH"), answer))) {
            assertThat(trouble(server, Security.NONE)).contains("the server says, or is about to say, more than");
        }
        assertThat(installation.taken()).isEmpty();
    }

    @Test
    void a_server_that_never_stops_talking_is_not_listened_to_for_long() throws IOException {
        String babble = "* 1 EXISTS\r\n".repeat(20_000);
        try (TinyImap server = new TinyImap(command -> when(command.startsWith("UID SEARCH"), babble))) {
            assertThat(trouble(server, Security.NONE)).contains("more than");
        }
    }

    @Test
    void a_server_that_says_nothing_is_waited_for_so_long_and_no_longer() throws IOException {
        try (TinyImap server = new TinyImap(command -> when(command.startsWith("UID SEARCH"), ""))) {
            assertThat(trouble(server, Security.NONE)).contains("it does not answer within 2s");
        }
    }

    @Test
    void a_message_that_the_server_does_not_give_holds_up_nobody() throws IOException {
        try (TinyImap server = new TinyImap(OddServersTest::withOneThatIsBroken);
                Collector node = node(server, Security.NONE)) {
            soon().until(() -> installation.taken().size() == 2);
            soon().until(() -> node.trouble().isEmpty());

            assertThat(installation.places().values()).containsExactly(new Place(1, 9));
            assertThat(server.heard()).contains("UID FETCH 7,8,9 (UID INTERNALDATE BODY.PEEK[]<0.65536>)");
        }
    }

    private static Optional<String> withOneThatIsBroken(String command) {
        if (command.startsWith("SELECT")) {
            return Optional.of("* OK [UIDVALIDITY 1] \r\n%s OK done\r\n");
        }
        if (command.startsWith("UID SEARCH")) {
            long after = Long.parseLong(command.replaceAll("\\D*(\\d+).*", "$1"));
            return Optional.of(
                    "* SEARCH" + (after <= 7 ? " 7" : "") + (after <= 8 ? " 8" : "") + " 9\r\n%s OK done\r\n");
        }
        if (!command.startsWith("UID FETCH")) {
            return Optional.empty();
        }
        String uid = command.substring("UID FETCH ".length(), command.indexOf(" ("));
        return Optional.of(
                uid.contains("8")
                        ? "%s NO [SERVERBUG] it is broken\r\n"
                        : TinyImap.fetched(Long.parseLong(uid), "Subject: bounce " + uid + "\r\n\r\n")
                                + "%s OK done\r\n");
    }

    @Test
    void what_was_read_and_cannot_be_marked_is_told_and_read_once() throws IOException {
        try (TinyImap server =
                        new TinyImap(command -> when(command.startsWith("UID STORE"), "%s NO read-only today\r\n"));
                Collector node = node(server, Security.NONE)) {
            soon().until(() -> installation.places().containsValue(new Place(1, 7)));
            soon().until(() -> node.trouble().isPresent());

            assertThat(node.trouble().orElseThrow()).contains("cannot be marked or moved: NO read-only today");
            assertThat(installation.offered()).isEqualTo(1);
        }
    }

    @Test
    void a_mailbox_is_read_by_starttls() throws IOException {
        try (TinyImap server =
                        new TinyImap("AUTH=PLAIN", Optional.of(GreenMailbox.HERE.server()), _ -> Optional.empty());
                Collector node = node(server, Security.STARTTLS)) {
            soon().until(() -> installation.taken().size() == 1);

            assertThat(node.trouble()).isEmpty();
            assertThat(server.heard()).startsWith("STARTTLS", "CAPABILITY");
        }
    }

    @Test
    void a_server_without_starttls_hears_no_password() throws IOException {
        try (TinyImap server = new TinyImap(command -> when(command.equals("STARTTLS"), "%s BAD what?\r\n"))) {
            assertThat(trouble(server, Security.STARTTLS)).contains("it refuses STARTTLS");
            assertThat(server.heard()).containsOnly("STARTTLS");
        }
    }

    @Test
    void what_somebody_slips_in_before_tls_is_not_believed() throws IOException {
        String slipped = "%s OK go on\r\n* CAPABILITY IMAP4rev1\r\n";
        try (TinyImap server = new TinyImap(command -> when(command.equals("STARTTLS"), slipped))) {
            assertThat(trouble(server, Security.STARTTLS)).contains("went on in plain text after STARTTLS");
        }
    }

    @Test
    void a_certificate_for_another_name_is_not_believed() throws IOException {
        try (TinyImap server = new TinyImap("", Optional.of(ELSEWHERE.server()), _ -> Optional.empty())) {
            MailboxSpec spec = new MailboxSpec(
                    new Server("localhost", server.port(), Security.STARTTLS, Trust.authorities(ELSEWHERE.pem())),
                    MailboxSpec.INBOX,
                    new SignIn.ByPassword(new Credentials.Password("a", "b")),
                    new Then.Seen());
            try (Collector node = installation.node("a", spec)) {
                soon().until(() -> node.trouble().isPresent());
                assertThat(node.trouble().orElseThrow())
                        .contains("no trusted TLS")
                        .contains("localhost");
                assertThat(server.heard()).containsOnly("STARTTLS");
            }
        }
    }

    @Test
    void no_password_goes_in_clear_text_unless_that_is_said() throws IOException {
        try (TinyImap server = new TinyImap(_ -> Optional.empty())) {
            MailboxSpec spec = new MailboxSpec(
                    new Server("localhost", server.port(), Security.NONE, Trust.system()),
                    MailboxSpec.INBOX,
                    new SignIn.ByPassword(new Credentials.Password("a", "b", ClearText.NEVER)),
                    new Then.Seen());
            try (Collector node = installation.node("a", spec)) {
                soon().until(() -> node.trouble().isPresent());
                assertThat(node.trouble().orElseThrow()).contains("in clear text");
                assertThat(server.heard()).containsOnly("CAPABILITY");
            }
        }
    }

    @Test
    void a_server_that_repeats_the_password_is_quoted_without_it() throws IOException {
        try (TinyImap server =
                new TinyImap(command -> when(command.startsWith("LOGIN"), "%s NO no, s3cret is wrong\r\n"))) {
            assertThat(trouble(server, Security.NONE))
                    .contains("NO no, … is wrong")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void who_is_not_let_in_tries_seldom() throws IOException {
        try (TinyImap server = new TinyImap(command -> when(command.startsWith("LOGIN"), "%s NO wrong\r\n"));
                Collector node = node(server, Security.NONE)) {
            soon().until(() ->
                    node.trouble().filter(each -> each.contains("within 0.4s")).isPresent());

            assertThat(server.heard().stream().filter(each -> each.startsWith("LOGIN")))
                    .hasSize(3);
        }
    }

    @Test
    void a_mailbox_is_signed_in_to_by_a_token_which_is_renewed_once() throws IOException {
        String refused = Base64.getEncoder().encodeToString("{\"status\":\"400\"}".getBytes(StandardCharsets.UTF_8));
        String old = xoauth2("old");
        try (TinyImap server =
                        new TinyImap("SASL-IR AUTH=XOAUTH2", Optional.of(GreenMailbox.HERE.server()), command -> {
                            boolean ended = command.equals("AUTHENTICATE XOAUTH2 " + old);
                            return when(ended, "+ " + refused + "\r\n%s NO the token has ended\r\n");
                        });
                Collector node = collector(server, new Tokens("old", "new"))) {
            soon().until(() -> installation.taken().size() == 1);

            assertThat(node.trouble()).isEmpty();
            assertThat(server.heard()).contains("AUTHENTICATE XOAUTH2 " + xoauth2("new"));
        }
    }

    private static String xoauth2(String token) {
        String text = "user=" + GreenMailbox.USER + "\1auth=Bearer " + token + "\1\1";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Collector collector(TinyImap server, TokenSource tokens) throws IOException {
        OauthSpec oauth = new OauthSpec(
                GreenMailbox.USER,
                URI.create("https://issuer.example/token"),
                "client",
                Optional.of(new Secret("secret")),
                new OauthSpec.Grant.ClientCredentials(),
                Optional.empty());
        MailboxSpec spec = new MailboxSpec(
                new Server("localhost", server.port(), Security.STARTTLS, Trust.authorities(GreenMailbox.HERE.pem())),
                MailboxSpec.INBOX,
                new SignIn.ByToken(oauth),
                new Then.Seen());
        Places places = Places.in(new MemoryLedger(() -> Installation.NOW));
        Sweep sweep = new Sweep(spec, places, Installation.arrivals(), installation);
        return Collector.start(spec, _ -> tokens, places, sweep, Installation.QUICK);
    }

    private static final class Tokens implements TokenSource {
        private final Deque<String> tokens;

        Tokens(String... tokens) {
            this.tokens = new ArrayDeque<>(List.of(tokens));
        }

        @Override
        public String token() {
            return tokens.getFirst();
        }

        @Override
        public void refused(String token) {
            tokens.remove(token);
        }
    }
}
