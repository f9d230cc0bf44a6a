package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String RESPONSE = "AGFubgBzM2NyZXQtcGFzc3dvcmQ=";

    private final Secrets secrets = new Secrets();

    @BeforeEach
    void aPasswordIsSaid() {
        secrets.add("s3cret-password");
        secrets.add(RESPONSE);
        secrets.add("(a+)$1.*");
    }

    @Test
    void what_is_repeated_whole_is_hidden() {
        assertThat(secrets.hidden("no s3cret-password, no " + RESPONSE + " here"))
                .isEqualTo("no …, no … here");
        assertThat(secrets.hidden("is (a+)$1.* right? aaa1")).isEqualTo("is … right? aaa1");
    }

    @Test
    void the_beginning_of_a_long_one_is_hidden_too() {
        assertThat(secrets.hidden("cannot decode AGFubgBzM2NyZXQtcGF...")).isEqualTo("cannot decode …...");
        assertThat(secrets.hidden("twice AGFubgBzM2NyZXQtcGFzc3dvcmQ AGFubgBzM"))
                .isEqualTo("twice … …");
    }

    @Test
    void one_that_is_broken_into_lines_is_hidden_too() {
        assertThat(secrets.hidden("what is AGFubgBzM2Ny\nZXQtcGFzc3dv\ncmQ=\nto mean?"))
                .isEqualTo("what is …\nto mean?");
    }

    @Test
    void what_only_looks_a_little_like_it_is_shown() {
        assertThat(secrets.hidden("AGFubg is nobody's")).isEqualTo("AGFubg is nobody's");
    }
}
