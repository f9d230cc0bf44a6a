package dev.tidings.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void eight_at_a_time_finds_what_one_at_a_time_finds() {
        Random random = new Random(8);
        byte[] text = new byte[64];
        for (int round = 0; round < 50_000; round++) {
            random.nextBytes(text);
            for (int i = 0; i < text.length; i++) {
                if (random.nextInt(8) > 0) text[i] = (byte) (' ' + random.nextInt(95));
            }
            int from = random.nextInt(text.length + 1);
            int to = from + random.nextInt(text.length + 1 - from);
            int end = from;
            while (end < to && Plain.is(text[end])) end++;
            assertThat(Plain.end(text, from, to)).isEqualTo(end);
        }
    }

    @Test
    void plain_is_printable_ascii_but_for_the_equals_sign() {
        for (int b = -128; b < 128; b++) {
            assertThat(Plain.is((byte) b)).isEqualTo(b >= 32 && b <= 126 && b != '=');
        }
    }
}
