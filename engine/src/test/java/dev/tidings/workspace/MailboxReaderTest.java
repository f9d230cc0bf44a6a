package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Bounces;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.SignIn;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Security;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `bounces.mailbox` and `bounces.listen`.
class MailboxReaderTest {
    private static final String HOME = "  address: bounces@example.com\n  key: 0123456789abcdef0123456789abcdef\n";
    private static final String ACCOUNT = "imap: \"imaps://imap.example.com\", user: bounces@example.com, password: s";

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
    }

    private Reading reading(String bounces) {
        desk.write("tidings.yaml", Desk.HOUSE + "bounces:\n" + bounces);
        return desk.read();
    }

    private Bounces.Ways ways(String bounces) {
        Reading reading = reading(bounces);
        return reading.workspace()
                .orElseThrow(() -> new AssertionError(Desk.said(reading)))
                .settings()
                .bounces()
                .ways();
    }

    private MailboxSpec mailbox(String keys) {
        return ways("  mailbox: { " + keys + " }\n").mailboxes().getFirst();
    }

    private String problems(String bounces) {
        return Desk.said(reading(bounces));
    }

    @Test
    void a_mailbox_is_an_address_with_an_account() {
        desk.environment.put("SECRET", "s3cret");
        MailboxSpec mailbox =
                mailbox("imap: \"imaps://imap.example.com\", user: bounces@example.com, password: \"${SECRET}\"");

        assertThat(mailbox.server().host()).isEqualTo("imap.example.com");
        assertThat(mailbox.server().port()).isEqualTo(993);
        assertThat(mailbox.server().security()).isEqualTo(Security.IMPLICIT_TLS);
        assertThat(mailbox.folder()).isEqualTo("INBOX");
        assertThat(mailbox.then()).isEqualTo(new Then.Seen());
        assertThat(mailbox.signIn())
                .isEqualTo(new SignIn.ByPassword(new Credentials.Password("bounces@example.com", "s3cret")));
        assertThat(mailbox.name()).isEqualTo("INBOX of bounces@example.com at imap.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "imaps://h, 993, IMPLICIT_TLS",
        "imap://h, 143, STARTTLS",
        "imap://h:1143, 1143, STARTTLS",
        "imaps://[::1]:1993, 1993, IMPLICIT_TLS"
    })
    void an_address_says_how_it_is_protected(String address, int port, Security security) {
        MailboxSpec mailbox = mailbox("imap: \"" + address + "\", user: u, password: s");

        assertThat(mailbox.server().port()).isEqualTo(port);
        assertThat(mailbox.server().security()).isEqualTo(security);
    }

    @Test
    void what_becomes_of_a_message_is_a_word_or_a_folder() {
        assertThat(mailbox(ACCOUNT + ", then: keep").then()).isEqualTo(new Then.Keep());
        assertThat(mailbox(ACCOUNT + ", then: seen").then()).isEqualTo(new Then.Seen());
        assertThat(mailbox(ACCOUNT + ", then: delete").then()).isEqualTo(new Then.Delete());
        assertThat(mailbox(ACCOUNT + ", then: { move: \"Read bounces\" }").then())
                .isEqualTo(new Then.Move("Read bounces"));
        assertThat(problems("  mailbox: { " + ACCOUNT + ", then: move }\n"))
                .contains("bounces.mailbox.then: \"move\" is not known here")
                .contains("Write keep, seen or delete; or { move: FOLDER }.");
        assertThat(problems("  mailbox: { " + ACCOUNT + ", then: { folder: x } }\n"))
                .contains("unknown key")
                .contains("bounces.mailbox.then: move is missing");
    }

    @Test
    void several_mailboxes_are_a_list_and_none_stands_there_twice() {
        String one = "    - { " + ACCOUNT + " }\n";
        String other = "    - { " + ACCOUNT + ", folder: Bounces }\n";

        assertThat(ways("  mailbox:\n" + one + other).mailboxes())
                .extracting(MailboxSpec::folder)
                .containsExactly("INBOX", "Bounces");
        assertThat(problems("  mailbox:\n" + one + one))
                .contains("tidings.yaml:5:7: bounces.mailbox[1]: is the same mailbox as one above");
    }

    @Test
    void tokens_are_asked_for_to_read_with() {
        String oauth = "oauth: { provider: microsoft365, tenant: contoso.com, client: c, refresh-token: r }";
        MailboxSpec mailbox = mailbox("imap: \"imaps://outlook.office365.com\", user: u, " + oauth);

        assertThat(mailbox.signIn())
                .isInstanceOfSatisfying(
                        SignIn.ByToken.class,
                        by -> assertThat(by.oauth().scope())
                                .contains("https://outlook.office.com/IMAP.AccessAsUser.All offline_access"));
        assertThat(mailbox.signIn().user()).isEqualTo("u");

        String own = "oauth: { provider: microsoft365, tenant: contoso.com, client: c, secret: s }";
        MailboxSpec application = mailbox("imap: \"imaps://outlook.office365.com\", user: u, " + own);
        assertThat(((SignIn.ByToken) application.signIn()).oauth().grant())
                .isEqualTo(new OauthSpec.Grant.ClientCredentials());
        assertThat(((SignIn.ByToken) application.signIn()).oauth().scope())
                .contains("https://outlook.office365.com/.default");
    }

    @Test
    void nothing_secret_goes_in_clear_text_unless_that_is_said() {
        String clear = "imap: \"imap://localhost\", security: none, user: u, password: s";

        assertThat(problems("  mailbox: { " + clear + " }\n")).contains("the password would go without TLS");
        assertThat(mailbox(clear + ", allow-clear-text-sign-in: loopback")
                        .server()
                        .security())
                .isEqualTo(Security.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imap: \"imaps://me@h\", user: u, password: s     | a user stands in the address",
                "imap: \"smtps://h\", user: u, password: s        | is not an IMAP address",
                "imap: \"imap://h:993\", user: u, password: s     | port 993 speaks TLS at once",
                "imap: \"imaps://h\"                              | user is missing",
                "imap: \"imaps://h\", user: u                     | password is missing",
                "user: u, password: s                             | imap is missing",
                "imap: \"imaps://h\", user: u, password: s, ca: x | no certificate can be read from \"x\"",
                "imap: \"imaps://h\", security: starttls, user: u, password: s | begins with imaps:// is TLS at once"
            })
    void what_is_wrong_is_said(String keys, String what) {
        assertThat(problems("  mailbox: { " + keys + " }\n")).contains(what);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://127.0.0.1:2525, SMTP, 127.0.0.1, 2525",
        "lmtp://2424, LMTP, 127.0.0.1, 2424",
        "smtp://[::]:25, SMTP, ::, 25"
    })
    void mail_servers_find_us_at_an_address(String written, Protocol protocol, String host, int port) {
        assertThat(ways(HOME + "  listen: \"" + written + "\"\n").listen())
                .contains(new ListenSpec(protocol, new Listen(host, port)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:2525", "smtps://127.0.0.1:2525", "smtp://", "smtp://host"})
    void what_is_no_place_to_listen_is_said(String written) {
        assertThat(problems(HOME + "  listen: \"" + written + "\"\n")).contains("bounces.listen: ");
    }

    @Test
    void without_a_return_address_there_is_nothing_to_listen_for() {
        assertThat(problems("  listen: \"smtp://127.0.0.1:2525\"\n"))
                .contains("and there are none")
                .contains("Write address: bounces@mail.example.com beside it.");
    }

    @Test
    void where_nothing_is_said_nobody_listens() {
        assertThat(ways(HOME)).isEqualTo(new Bounces.Ways(List.of(), Optional.empty()));
    }
}
