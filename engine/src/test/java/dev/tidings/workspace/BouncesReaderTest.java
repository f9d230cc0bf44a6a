package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Address;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Secret;
import dev.tidings.notification.StopWhen;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bounces` of tidings.yaml and of a notification.
class BouncesReaderTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
    }

    @Test
    void where_nothing_is_said_nobody_reads_what_comes_back() {
        assertThat(bounces("")).isEqualTo(Bounces.UNREAD);
    }

    @Test
    void it_is_an_address_with_a_key_and_what_follows() {
        desk.environment.put("KEY", KEY);

        assertThat(bounces("""
                bounces:
                  address: bounces@example.com
                  key: ${KEY}
                  suppress: { hard: never, mailbox: 5, within: 60d, for: 180d }
                  stop-when: [ bounces > 5%, complaints > 0.3% ]
                """))
                .isEqualTo(new Bounces(
                        Optional.of(new Bounces.Home(Address.parse("bounces@example.com"), List.of(new Secret(KEY)))),
                        new Reactions(false, OptionalInt.of(5), Duration.ofDays(60), Optional.of(Duration.ofDays(180))),
                        List.of(
                                new StopWhen(StopWhen.What.BOUNCES, new BigDecimal("5")),
                                new StopWhen(StopWhen.What.COMPLAINTS, new BigDecimal("0.3")))));
    }

    @Test
    void a_notification_says_otherwise_for_itself() {
        desk.write("notifications/news.yaml", """
                to: [ ann@example.com ]
                subject: News
                text: Hello
                deliver:
                  bounces: { suppress: { mailbox: never }, stop-when: bounces > 10% }
                """);

        AfterBounces after = desk.read()
                .workspace()
                .orElseThrow()
                .notification("news")
                .orElseThrow()
                .deliver()
                .afterBounces();

        assertThat(after.reactions())
                .contains(new Reactions(true, OptionalInt.empty(), Duration.ofDays(30), Optional.empty()));
        assertThat(after.stopWhen()).contains(List.of(new StopWhen(StopWhen.What.BOUNCES, BigDecimal.TEN)));
    }

    @Test
    void what_cannot_be_meant_is_told_with_the_mend() {
        assertThat(said("bounces: { address: bounces@example.com }"))
                .contains("key")
                .contains("openssl rand -base64 32");
        assertThat(said("bounces: { address: bounces@example.com, key: short }"))
                .contains("shorter than 32");
        desk.environment.put("SHORT", "hush");
        assertThat(said("bounces: { address: bounces@example.com, key: \"${SHORT}\" }"))
                .contains("bounces.key: is shorter than 32", "openssl rand -base64 32")
                .doesNotContain("hush");
        assertThat(said("bounces: { address: bounces@example.com, key: ${SHORT} }"))
                .contains("within { } and [ ] a variable needs quotes", "Put the value in quotes: \"${NAME}\".");
        assertThat(said("bounces: { key: " + KEY + " }")).contains("signs nothing without an address");
        assertThat(said("bounces: { address: seventeen-letters@example.com, key: " + KEY + " }"))
                .contains("more than 16 characters before its @");
        assertThat(said("bounces: { stop-when: bounces >> 5 }"))
                .contains("\"bounces >> 5\" is not a limit")
                .contains("Write bounces > 5% or complaints > 0.3%.");
        assertThat(said("bounces: { suppress: { mailbox: 0 } }")).contains("from 1 to 100");
        assertThat(said("bounces: { suppress: { hard: twice } }")).contains("once, never");
        assertThat(said("bounces: { suppress: { for: forever } }")).contains("Write 180d, or ever.");
    }

    @Test
    void a_place_to_listen_is_mended_by_one_of_its_own_kind() {
        assertThat(saidOfPlace("smtp://127.0.0.1"))
                .contains("\"smtp://127.0.0.1\" has no port", "Write it behind the host: smtp://127.0.0.1:2525.");
        assertThat(saidOfPlace("lmtp://[::1]:"))
                .contains("\"lmtp://[::1]:\" has no port", "Write it behind the host: lmtp://[::1]:2424.");
        for (String odd : List.of("smtp://", "smtp://localhost:mail", "lmtp://:2424", "smtp://127.0.0.1:2525/in")) {
            assertThat(saidOfPlace(odd))
                    .contains("\"" + odd + "\" is not a place to listen")
                    .contains("Write smtp://127.0.0.1:2525, or lmtp://127.0.0.1:2424.");
        }
    }

    private String saidOfPlace(String place) {
        return said("bounces: { address: bounces@example.com, key: %s, listen: \"%s\" }".formatted(KEY, place));
    }

    private Bounces bounces(String text) {
        desk.write("tidings.yaml", Desk.HOUSE + text);
        return desk.read().workspace().orElseThrow().settings().bounces();
    }

    private String said(String text) {
        desk.write("tidings.yaml", Desk.HOUSE + text);
        return Desk.said(desk.read());
    }
}
