package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.TestKeys;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.DkimVerdicts;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Content;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a mail says of how to leave it (RFC 8058).
class LeavingTest {
    private static final Instant DUE = Instant.parse("2026-11-23T01:00:00Z");
    private static final Revision REVISION = new Revision("0".repeat(64));
    private static final List<DkimKey> KEYS =
            List.of(new DkimKey("example.com", "s1", SigningKey.parse(TestKeys.RSA_2048)));

    @TempDir
    Path root;

    private Settings.Unsubscribing unsubscribing = new Settings.Unsubscribing(
            Optional.of(URI.create("https://mail.example.com")), List.of(new Secret("x".repeat(32))));
    private String body = "Hello. Leave: {{ unsubscribe }}";
    private Unsubscribe unsubscribe = Unsubscribe.ONE_CLICK;
    private Stage stage = Stage.LIVE;
    private Optional<Locale> locale = Optional.empty();
    private String address = "ann@example.org";

    @Test
    void a_mail_that_can_be_left_says_how_in_two_headers() {
        List<String> lines = lines(composed());

        assertThat(lines).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(header(lines))
                .matches("List-Unsubscribe: <https://mail\\.example\\.com/unsubscribe/[A-Za-z0-9_-]+>");
        assertThat(links().read(token(header(lines))))
                .contains(new Leaver(Address.parse("ann@example.org"), Optional.of("weekly")));
    }

    @Test
    void its_header_stands_on_one_line_however_long() {
        address = "a".repeat(64) + "@" + ("b".repeat(50) + ".").repeat(3) + "example.org";
        String header = header(lines(composed()));

        assertThat(header).hasSizeBetween(300, 998).endsWith(">");
        assertThat(links().read(token(header)).orElseThrow().address()).hasToString(address);
    }

    @Test
    void a_template_knows_the_link_in_the_readers_language() {
        assertThat(text(composed())).contains("Leave: https://mail.example.com/unsubscribe/");
        locale = Optional.of(Locale.SIMPLIFIED_CHINESE);
        assertThat(text(composed())).containsPattern("/unsubscribe/[A-Za-z0-9_-]+\\?lang=zh-CN");
    }

    @Test
    void a_mail_that_cannot_be_left_has_no_header_and_no_link() {
        unsubscribe = Unsubscribe.NONE;
        assertThat(compose()).isInstanceOf(Unfit.class);
        body = "Hello";
        assertThat(text(composed())).doesNotContain("List-Unsubscribe");
    }

    @Test
    void without_an_address_nobody_is_sent_a_mail_they_cannot_leave() {
        unsubscribing = Settings.Unsubscribing.NOWHERE;

        assertThat(((Unfit) compose()).rule()).isEqualTo("unsubscribe");
    }

    @Test
    void the_copy_for_the_test_mailbox_is_that_mailboxs_to_leave() {
        stage = Stage.TEST;

        assertThat(links().read(token(header(lines(composed())))).orElseThrow().address())
                .hasToString("qa@example.com");
    }

    @Test
    void both_headers_are_signed_and_none_can_be_added_changed_or_taken_away() throws IOException {
        String mail = text(composed());
        String signature = mail.substring(0, mail.indexOf("\r\nDate:")).replaceAll("\r\n\\s+", "");
        assertThat(signature)
                .contains(":List-Unsubscribe:List-Unsubscribe:")
                .contains(":List-Unsubscribe-Post:List-Unsubscribe-Post:");
        String header = header(mail.lines().toList()) + "\r\n";
        String post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";

        assertThat(isSigned(mail)).isTrue();
        assertThat(isSigned(mail.replace(header, ""))).isFalse();
        assertThat(isSigned(mail.replace(post, ""))).isFalse();
        assertThat(isSigned(mail.replace(header, header.replace("mail.example.com", "mail.example.net"))))
                .isFalse();
        assertThat(isSigned(mail.replace(header, header + "List-Unsubscribe: <https://evil.example/>\r\n")))
                .isFalse();
        assertThat(isSigned(mail.replace(post, post + post))).isFalse();
    }

    private static boolean isSigned(String mail) throws IOException {
        List<Boolean> verdicts = DkimVerdicts.of(mail.getBytes(StandardCharsets.ISO_8859_1), KEYS);
        return verdicts.equals(List.of(true));
    }

    private LeaveLinks links() {
        return LeaveLinks.of(unsubscribing).orElseThrow();
    }

    private Composed composed() {
        return (Composed) compose();
    }

    private Composition compose() {
        Recipient reader = new Recipient(
                "17", new Mailbox("", Address.parse(address)), locale, Optional.empty(), new Row(Map.of()));
        Workspace workspace = workspace();
        return new Composer(workspace, name -> Optional.empty(), new BracesTemplates(), html -> html, Limits.USUAL)
                .compose(
                        workspace.notification("weekly").orElseThrow(),
                        new Occurrence(
                                1,
                                new Occurrence.Key("weekly", DUE, Cause.SCHEDULE),
                                stage,
                                REVISION,
                                new Occurrence.Period(DUE, DUE),
                                DUE,
                                Optional.empty()),
                        List.of(new Addressee(reader, DUE)))
                .getFirst();
    }

    private Workspace workspace() {
        Settings settings = new Settings(
                new Settings.Rehearsal(Stage.LIVE, Optional.of(Address.parse("qa@example.com"))),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneId.of("Europe/Berlin"), Mailbox.parse("house@example.com")),
                Map.of(),
                Map.of(),
                new Settings.Listen("127.0.0.1", 0),
                List.of(),
                KEYS,
                unsubscribing,
                Settings.Nodes.USUAL);
        return new Workspace(
                root,
                settings,
                Map.of("weekly", notification()),
                Map.of("subject.txt", "Report", "body.txt", body),
                REVISION);
    }

    private Notification notification() {
        return new Notification(
                "weekly",
                new Notification.About("Weekly report", Optional.empty(), "notifications/weekly.yaml"),
                Optional.empty(),
                Audience.Listed.of(List.of(Mailbox.parse(address))),
                new Content(
                        new Template(
                                "weekly",
                                Map.of(Part.SUBJECT, Map.of("", "subject.txt"), Part.TEXT, Map.of("", "body.txt"))),
                        Map.of(),
                        Map.of(),
                        List.of()),
                new DeliveryRules(
                        Correspondence.from(Mailbox.parse("reports@example.com")),
                        Markings.NONE,
                        new Route.InOrder(List.of("main")),
                        DeliveryRules.Retry.USUAL,
                        DeliveryRules.WhenUncertain.RESEND,
                        Optional.empty(),
                        unsubscribe),
                REVISION);
    }

    private static String header(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("List-Unsubscribe:"))
                .findFirst()
                .orElseThrow();
    }

    private static String token(String header) {
        return header.substring(header.lastIndexOf('/') + 1, header.length() - 1);
    }

    private static String text(Composed mail) {
        return new String(mail.content(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(Composed mail) {
        return text(mail).lines().toList();
    }
}
