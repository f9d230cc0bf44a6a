package dev.tidings.bus.nats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nats.client.support.IncomingHeadersProcessor;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptionTest {
    /// In pieces of so many octets.
    private static String transcribed(byte[] said, int piece) {
        Transcription transcription = new Transcription();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < said.length; at += piece) {
            transcription.hear(said, at, Math.min(piece, said.length - at));
            all.writeBytes(transcription.takeReady());
        }
        return all.toString(UTF_8);
    }

    private static String message(String headers, String body) {
        int length = headers.getBytes(UTF_8).length;
        return "HMSG orders.shipped 7 $JS.ACK.1 %d %d\r\n%s%s\r\n"
                .formatted(length, length + body.getBytes(UTF_8).length, headers, body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void all_but_headers_goes_through_as_it_is(int piece) {
        String said = "INFO {\"server_name\":\"größe\"}\r\nPING\r\n+OK\r\n-ERR 'no'\r\n"
                + "MSG a 1 7\r\ngr\u00f6\r\n\r\r\nMSG a 1 reply 0\r\n\r\nmsg\tb 22 3\r\nHMS\r\n"
                + message("NATS/1.0\r\nNats-Msg-Id: order 17\r\n\r\n", "HMSG a 1 5 5\r\n")
                + "HMSG b 1 18 18\r\nNATS/1.0 404 N\r\n\r\n\r\nPONG\r\n";

        assertThat(transcribed(said.getBytes(UTF_8), piece)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void headers_beyond_ascii_are_readable_and_their_lengths_hold(int piece) {
        String said = message("NATS/1.0\r\nNats-Msg-Id: größe\r\nkind: plain\r\n\r\n", "größe") + "PING\r\n";

        assertThat(transcribed(said.getBytes(UTF_8), piece))
                .isEqualTo(message("NATS/1.0\r\nNats-Msg-Id:=?octets?IGdyw7bDn2U=\r\nkind: plain\r\n\r\n", "größe")
                        + "PING\r\n");
        assertThat(LegibleHeaders.text("=?octets?IGdyw7bDn2U=")).contains("größe");
    }

    @Test
    void what_is_no_text_has_no_id() {
        String legible = new String(
                LegibleHeaders.of("NATS/1.0\r\nce-id: \u00ff\u00fe\r\n\r\n".getBytes(ISO_8859_1), true), ISO_8859_1);

        assertThat(LegibleHeaders.text(legible.substring(legible.indexOf('=')).strip()))
                .isEqualTo(Optional.empty());
    }

    @Test
    void what_looks_like_ours_is_told_from_it() {
        String legible = new String(
                LegibleHeaders.of("NATS/1.0\r\nce-id: =?octets?IGE=\r\n\r\n".getBytes(ISO_8859_1), true), ISO_8859_1);

        assertThat(LegibleHeaders.text(legible.substring(legible.indexOf('=')).strip()))
                .contains("=?octets?IGE=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NATS/1.0\r\n\r\n",
                "NATS/1.0",
                "NATS/2.0\r\na: b\r\n\r\n",
                "NATS/1.0 abc\r\n\r\n",
                "NATS/1.0 503\r\n\r\n",
                "NATS/1.0 099 größe\r\n\r\n",
                "NATS/1.0\r\ngröße: 1\r\n\r\n",
                "NATS/1.0\r\n: 1\r\n\r\n",
                "NATS/1.0\r\nno colon\r\n\r\n",
                "NATS/1.0\r\n folded: 1\r\n\r\n",
                "NATS/1.0\r\na:\r\nb: \r\nc:   x  \r\n\r\n",
                "NATS/1.0\r\na: 1\n2\r\n\r\n",
                "NATS/1.0\r\na: 1\r2\r\n\r\n",
                "NATS/1.0\r\na: \0\u007f\r\n\r\n",
                "\r\n\r\n\r\n"
            })
    void the_client_can_read_whatever_is_sent(String headers) {
        for (boolean answered : new boolean[] {true, false}) {
            byte[] legible = LegibleHeaders.of(headers.getBytes(UTF_8), answered);

            assertThatCode(() -> new IncomingHeadersProcessor(legible)).doesNotThrowAnyException();
        }
    }

    @Test
    void the_client_can_read_whatever_is_sent_by_chance() {
        Random random = new Random(4);
        String octets = "NATS/1.0 \r\n\r\n:ab \u00c3\u00b6\t503";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder headers = new StringBuilder(random.nextBoolean() ? "NATS/1.0" : "");
            random.ints(random.nextInt(30), 0, octets.length()).forEach(at -> headers.append(octets.charAt(at)));
            byte[] legible = LegibleHeaders.of(headers.toString().getBytes(ISO_8859_1), random.nextBoolean());

            assertThatCode(() -> new IncomingHeadersProcessor(legible)).doesNotThrowAnyException();
        }
    }
}
