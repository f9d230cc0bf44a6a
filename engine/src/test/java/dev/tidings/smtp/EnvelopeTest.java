package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b\r\nRCPT TO:<c@d>",
                "a@b\nDATA",
                "a@b\rDATA",
                "a@b\0",
                "a@b\t",
                "a@b\u000b",
                "a@b\u001b",
                "a@b\u007f",
                "a@b\u0085",
                "a@b\u2028",
                "a@b\u2029",
                "a@b\ud800"
            })
    void nothing_that_could_split_a_command_gets_in(String address) {
        assertThatThrownBy(() -> new Envelope(address, "ann@example.org")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Envelope("a@b", address)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b> SIZE=1", "<a@b", "a b@c", "\"a b\"@c", "\"a>b\"@c", "a@b\u00a0", "a@b\u202e", "a\u200db@c"
            })
    void what_servers_read_in_different_ways_is_never_said(String address) {
        Content content = new Content(new byte[0]);
        Extensions all = new Extensions(Map.of("SMTPUTF8", "", "8BITMIME", ""));

        for (Envelope envelope : List.of(new Envelope(address, "c@d"), new Envelope("c@d", address))) {
            assertThat(new Demands(envelope, content, all).unmet())
                    .hasValueSatisfying(unfit -> assertThat(unfit.code()).hasToString("5.1.3"));
        }
    }

    @Test
    void the_null_sender_is_a_sender_but_nobody_is_no_recipient() {
        assertThat(new Envelope("", "ann@example.org").from()).isEmpty();
        assertThatThrownBy(() -> new Envelope("a@b", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Envelope("a@b", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Envelope("a@b", Collections.nCopies(101, "c@d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_path_has_at_most_256_octets_brackets_included() {
        assertThat(new Envelope("a@b", "x".repeat(250) + "@b.c").to()).hasSize(1);
        assertThatThrownBy(() -> new Envelope("a@b", "x".repeat(251) + "@b.c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Envelope("a@b", "é".repeat(126) + "@b.c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_command_with_a_control_character_is_never_made() {
        assertThatThrownBy(() -> Command.of(Verb.MAIL, "MAIL FROM:<a@b>\r\nDATA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmtpServer("localhost", 25, Security.NONE, "me\r\nMAIL"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SmtpServer("a b", 25, Security.NONE, "me"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Credentials.Password("a\0b", "c")).isInstanceOf(IllegalArgumentException.class);
    }
}
