package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    @Test
    void a_reply_has_a_code_an_enhanced_code_and_a_text() throws IOException {
        Reply reply = read("451 4.7.1 greylisted, try again\r\n");

        assertThat(reply.code()).isEqualTo(451);
        assertThat(reply.enhanced()).contains(new EnhancedCode(4, 7, 1));
        assertThat(reply.text()).isEqualTo("greylisted, try again");
        assertThat(reply).hasToString("451 4.7.1 greylisted, try again");
    }

    @Test
    void several_lines_are_one_reply_and_say_the_enhanced_code_once() throws IOException {
        Reply reply = read("550-5.7.1 not you\r\n550-5.7.1 nor here\r\n550 5.7.1 see https://x.example\r\n");

        assertThat(reply.text()).isEqualTo("not you\nnor here\nsee https://x.example");
        assertThat(reply).hasToString("550 5.7.1 not you nor here see https://x.example");
    }

    @Test
    void a_bare_code_and_bare_line_feeds_will_do() throws IOException {
        assertThat(read("250\r\n")).isEqualTo(new Reply(250, Optional.empty(), ""));
        assertThat(read("250-one\n250\n").text()).isEqualTo("one\n");
    }

    @Test
    void only_the_first_digit_matters() throws IOException {
        assertThat(read("299 odd\r\n").isPositive()).isTrue();
        assertThat(read("354 go\r\n").isIntermediate()).isTrue();
        assertThat(read("436 provider's own\r\n").isTransient()).isTrue();
        assertThat(read("563 provider's own\r\n").isPermanent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n",
                "25\r\n",
                "\r\n",
                "25x ok\r\n",
                "250_ok\r\n",
                "2500 ok\r\n",
                "150 wait\r\n",
                "650 ok\r\n",
                "099 ok\r\n",
                "\u0000\u0001\u0002\r\n",
                "250-one\r\n251 two\r\n",
                "250-one\r\nnothing\r\n",
                " 250 ok\r\n",
                "٢٥٠ ok\r\n",
                "HTTP/1.1 400 Bad Request\r\n"
            })
    void what_is_not_a_reply_is_a_violation(String said) {
        assertThatThrownBy(() -> read(said)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void a_reply_that_stops_midway_is_none() {
        assertThatThrownBy(() -> read("250-one\r\n250 tw")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
    }

    @Test
    void lines_and_replies_without_end_are_cut_off() {
        assertThatThrownBy(() -> read("250 " + "x".repeat(5000) + "\r\n"))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> read("250-more\r\n".repeat(10_000)))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> read("250-\r\n".repeat(100_000))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void what_is_shown_holds_nothing_that_acts() throws IOException {
        Reply reply = read("550 a\u001b[31mred\u0007\tb\u202Ec\u2028d\0e\rf\r\n");

        assertThat(reply.text()).isEqualTo("a?[31mred? b?c?d?e?f");
    }

    @Test
    void what_is_not_utf_8_is_replaced() throws IOException {
        Reply reply = new ReplyReader(new ByteArrayInputStream("550 caf\u00e9\r\n".getBytes(ISO_8859_1))).read();

        assertThat(reply.text()).isEqualTo("caf\uFFFD");
    }

    @Test
    void replies_are_found_however_the_octets_arrive() throws IOException {
        String said =
                "220 hello\r\n250-a\r\n250-" + "b".repeat(4000) + "\r\n250 c\r\n354 go\r\n" + "250 x\r\n".repeat(500);
        for (int seed = 0; seed < 50; seed++) {
            ReplyReader reader = new ReplyReader(new Torn(said, seed));

            assertThat(reader.read().text()).isEqualTo("hello");
            assertThat(reader.read().text()).hasSize(4004);
            assertThat(reader.read().code()).isEqualTo(354);
            for (int i = 0; i < 500; i++) {
                assertThat(reader.read().text()).isEqualTo("x");
            }
            assertThat(reader.hasUnread()).isFalse();
        }
    }

    @Test
    void random_octets_are_a_violation_or_an_end_and_nothing_else() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextInt(6_000)];
            random.nextBytes(octets);
            assertThatThrownBy(() -> new ReplyReader(new ByteArrayInputStream(octets)).read())
                    .isInstanceOfAny(ProtocolViolation.class, EOFException.class);
        }
    }

    private static Reply read(String said) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(said.getBytes(UTF_8))).read();
    }

    /// Hands out a random few octets at a time.
    private static final class Torn extends InputStream {
        private final ByteArrayInputStream whole;
        private final Random random;

        Torn(String said, int seed) {
            whole = new ByteArrayInputStream(said.getBytes(UTF_8));
            random = new Random(seed);
        }

        @Override
        public int read() {
            return whole.read();
        }

        @Override
        public int read(byte[] buffer, int from, int count) {
            return whole.read(buffer, from, Math.min(count, 1 + random.nextInt(700)));
        }

        @Override
        public int available() {
            return whole.available();
        }
    }
}
