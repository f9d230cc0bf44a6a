package dev.tidings.server.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void all_of_it_is_read_and_of_too_much_one_octet_more() throws IOException {
        assertThat(new Body(8, LONG).read(in("12345678"))).contains("12345678".getBytes(UTF_8));
        assertThat(new Body(8, LONG).read(in("1234567890"))).contains("123456789".getBytes(UTF_8));
        assertThat(new Body(8, LONG).read(in(""))).contains(new byte[0]);
    }

    /// Who keeps a place from others.
    @Test
    void whoever_dribbles_is_not_listened_to_for_ever() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] block, int from, int most) {
                block[from] = 'x';
                return 1;
            }
        };

        assertThat(new Body(Integer.MAX_VALUE - 1, Duration.ofMillis(20)).read(endless))
                .isEmpty();
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
