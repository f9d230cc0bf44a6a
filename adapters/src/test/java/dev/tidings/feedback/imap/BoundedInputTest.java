package dev.tidings.feedback.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ResponseInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedInputTest {
    private static BoundedInput input(String said, long allowed) {
        BoundedInput input = new BoundedInput(new ByteArrayInputStream(said.getBytes(ISO_8859_1)), () -> {});
        input.allow(allowed);
        return input;
    }

    @Test
    void as_much_goes_through_as_is_allowed() throws IOException {
        assertThat(input("0123456789", 10).readAllBytes()).hasSize(10);
        assertThatThrownBy(() -> input("0123456789", 9).readAllBytes())
                .isInstanceOf(TooMuch.class)
                .hasMessageContaining("9 octets");
    }

    @Test
    void lines_without_end_are_too_much_though_they_are_short() {
        assertThatThrownBy(() -> input("*\n".repeat(5001), 100_000).readAllBytes())
                .isInstanceOf(TooMuch.class);
        String content = "\n".repeat(9_000);
        assertThatCode(() -> input("{9000}\r\n" + content, 100_000).readAllBytes())
                .doesNotThrowAnyException();
    }

    @Test
    void what_was_looked_at_ahead_is_read_first() throws IOException {
        BoundedInput input = input("abc", 10);
        input.peek();

        assertThat(input.available()).isEqualTo(3);
        assertThat(new String(input.readAllBytes(), ISO_8859_1)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* {11}\r\n", "* BODY[] {2147483648}\r\n", "{5}\r\n12345{11}\r\n", "{5}\r\n12{99}\r\n"})
    void a_literal_that_is_announced_too_long_counts_before_it_has_come(String said) {
        assertThatThrownBy(() -> input(said, said.length() + 10).readAllBytes()).isInstanceOf(TooMuch.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{99}", "{99} \r\n", "{9 9}\r\n", "{}\r\n", "{99}\n", "99}\r\n", "{8}\r\n{99}\r\nx\r\n"})
    void what_only_looks_like_one_goes_through(String said) throws IOException {
        assertThat(input(said, said.length() + 10).readAllBytes()).hasSize(said.length());
    }

    /// However a server puts it, Angus never makes much more room than is allowed.
    @Test
    void nobody_makes_room_for_what_was_not_allowed() {
        String[] parts = {"{", "}", "5", "100000000", "\r\n", "\r", "\n", "x", " ", "{3}\r\n", "+", "-"};
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                said.append(parts[random.nextInt(parts.length)]);
            }
            ByteArray room = new ByteArray(new byte[128], 0, 128);
            try {
                new ResponseInputStream(input(said.toString(), 1000)).readResponse(room);
            } catch (IOException ended) {
                // it was cut off, or refused
            }
            assertThat(room.getBytes().length)
                    .as(said.toString().replace("\r", "\\r").replace("\n", "\\n"))
                    .isLessThan(10_000);
        }
    }
}
