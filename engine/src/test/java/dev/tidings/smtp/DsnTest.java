package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.smtp.Dsn.Occasion;
import dev.tidings.smtp.Dsn.Returned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a sender wants to hear of a mail goes along with its envelope.
@Timeout(30)
class DsnTest {
    private static final byte[] CONTENT = "Subject: x\r\n\r\nhello\r\n".getBytes(US_ASCII);
    private static final Dsn LATE_OR_LOST = new Dsn(Set.of(Occasion.FAILURE, Occasion.DELAY), Returned.HEADERS);

    @Test
    void a_server_that_offers_it_is_told_with_mail_and_rcpt() throws NoSession {
        assertThat(said(LATE_OR_LOST, "ann@example.org", "DSN"))
                .containsExactly(
                        "MAIL FROM:<reports@example.com> RET=HDRS ENVID=4bf92f35",
                        "RCPT TO:<ann@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ann@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "CHUNKING"})
    void so_it_is_however_the_message_is_carried(String extension) throws NoSession {
        assertThat(said(LATE_OR_LOST, "ann@example.org", "DSN", "PIPELINING", extension))
                .contains(
                        "MAIL FROM:<reports@example.com> RET=HDRS ENVID=4bf92f35",
                        "RCPT TO:<ann@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ann@example.org");
    }

    @Test
    void one_that_does_not_offer_it_hears_nothing_of_it() throws NoSession {
        assertThat(said(LATE_OR_LOST, "ann@example.org", "PIPELINING"))
                .containsExactly("MAIL FROM:<reports@example.com>", "RCPT TO:<ann@example.org>");
    }

    @Test
    void never_is_said_in_a_word() throws NoSession {
        assertThat(said(new Dsn(Set.of(), Returned.FULL), "ann@example.org", "DSN"))
                .containsExactly(
                        "MAIL FROM:<reports@example.com> RET=FULL ENVID=4bf92f35",
                        "RCPT TO:<ann@example.org> NOTIFY=NEVER ORCPT=rfc822;ann@example.org");
    }

    @Test
    void all_occasions_come_in_one_order() throws NoSession {
        assertThat(said(new Dsn(Set.of(Occasion.values()), Returned.FULL), "ann@example.org", "DSN"))
                .last()
                .asString()
                .contains(" NOTIFY=SUCCESS,FAILURE,DELAY ");
    }

    @Test
    void an_address_beyond_ascii_is_of_another_type() throws NoSession {
        assertThat(said(LATE_OR_LOST, "用户@xn--fsqu00a.cn", "DSN", "SMTPUTF8"))
                .last()
                .asString()
                .endsWith(" ORCPT=utf-8;\\x{7528}\\x{6237}@xn--fsqu00a.cn");
    }

    @ParameterizedTest
    @CsvSource({
        "a+b=c@example.org, rfc822;a+2Bb+3Dc@example.org",
        "a\\b@example.org, rfc822;a\\b@example.org",
        "😀+x@example.org, utf-8;\\x{1F600}\\x{2B}x@example.org",
        "é=\\x@example.org, utf-8;\\x{E9}\\x{3D}\\x{5C}x@example.org"
    })
    void what_has_a_meaning_of_its_own_there_is_escaped(String address, String written) {
        assertThat(Xtext.recipient(address)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "é", "\u007F"})
    void an_envelope_id_is_printable(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dsn.Request(LATE_OR_LOST, id));
    }

    /// MAIL and RCPT, as the server heard them.
    private static List<String> said(Dsn dsn, String recipient, String... offered) throws NoSession {
        Envelope envelope =
                new Envelope("reports@example.com", List.of(recipient), Optional.of(new Dsn.Request(dsn, "4bf92f35")));
        try (ScriptedServer server = new Script().offering(offered).start();
                SmtpSession session = SmtpSessionTest.open(server)) {
            assertThat(((Handover.Answered) session.send(envelope, CONTENT, EndOfDataGate.OPEN)).isAccepted())
                    .isTrue();
            return server.commands().stream()
                    .filter(line -> line.startsWith("MAIL") || line.startsWith("RCPT"))
                    .map(line -> line.replace(" SMTPUTF8", ""))
                    .toList();
        }
    }
}
