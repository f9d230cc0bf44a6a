package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.smtp.Line.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StenographerTest {
    private final Stenographer stenographer = new Stenographer();

    private List<String> texts() {
        return stenographer.lines().stream()
                .map(each -> each.kind().word() + " " + each.text())
                .toList();
    }

    @Test
    void a_reply_of_several_lines_is_written_as_the_server_wrote_it() {
        stenographer.sent("EHLO house.example");
        stenographer.received(Reply.of(250, List.of("mx.example", "PIPELINING", "SIZE 1000")));
        stenographer.received(Reply.of(550, List.of("5.1.1 no such user", "5.1.1 look again")));
        stenographer.received(new Reply(354, Optional.empty(), ""));
        stenographer.noted("TLSv1.3");

        assertThat(texts())
                .containsExactly(
                        "sent EHLO house.example",
                        "received 250-mx.example",
                        "received 250-PIPELINING",
                        "received 250 SIZE 1000",
                        "received 550-5.1.1 no such user",
                        "received 550 5.1.1 look again",
                        "received 354",
                        "noted TLSv1.3");
    }

    @Test
    void it_ends_after_so_many_lines_and_says_so() {
        for (int each = 0; each < 10_000; each++) {
            stenographer.sent("NOOP " + each);
        }

        assertThat(stenographer.lines()).hasSize(Stenographer.LINES_MAX + 1);
        assertThat(stenographer.lines().getLast())
                .extracting(Line::kind, Line::text)
                .containsExactly(Kind.NOTED, "more was said; a transcript ends here");
    }

    @Test
    void it_ends_after_so_many_characters_and_cuts_long_lines() {
        for (int each = 0; each < 100; each++) {
            stenographer.sent("x".repeat(Stenographer.LINE_MAX - 1) + "😀");
        }

        int characters = stenographer.lines().stream()
                .mapToInt(each -> each.text().length())
                .sum();
        assertThat(characters).isLessThan(Stenographer.CHARACTERS_MAX + 2 * Stenographer.LINE_MAX);
        assertThat(stenographer.lines().getFirst().text())
                .startsWith("xxx")
                .endsWith("x… (cut)")
                .hasSize(Stenographer.LINE_MAX - 1 + "… (cut)".length());
    }

    @Test
    void nothing_in_it_moves_a_cursor() {
        stenographer.received(new Reply(250, Optional.empty(), "a\u001b[2Jb\u202ec"));

        assertThat(texts()).containsExactly("received 250 a?[2Jb?c");
    }
}
