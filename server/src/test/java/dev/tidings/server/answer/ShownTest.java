package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    private static final String ESCAPE = "\u001b";
    private static final String OVERRIDE = "\u202e";
    private static final String TAG = Character.toString(0xE0001);

    @Test
    void what_a_terminal_would_obey_is_shown() {
        assertThat(Shown.clean("a" + ESCAPE + "[31mb\u0000\u009b2J" + OVERRIDE + "c\rd\u2028e" + TAG))
                .isEqualTo("a?[31mb??2J?c?d?e?");
    }

    @Test
    void lines_tabs_and_what_joins_letters_stay() {
        String text = "Ann\tB\nC\r\n\u0646\u200c\u0645 \uD83D\uDC68\u200D\uD83D\uDC69 \u4f60\u597d";

        assertThat(Shown.clean(text)).isEqualTo(text);
    }

    @Test
    void json_says_the_same_with_escapes() {
        String text = ESCAPE + "\u009b" + OVERRIDE + TAG + "\u4f60\n";
        String json = Shown.escaped(Json.INDENTED.writeValueAsString(new String[] {text}));

        assertThat(json).contains("\\u009b\\u202e\\udb40\\udc01\u4f60").doesNotContain(OVERRIDE);
        assertThat(Json.MAPPER.readValue(json, String[].class)).containsExactly(text);
    }
}
