package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DkimTest {
    @TempDir
    Path root;

    @BeforeEach
    void lay_out() throws IOException {
        Files.writeString(root.resolve("rsa.pem"), TestKeys.RSA_2048);
        Files.writeString(root.resolve("ed.pem"), TestKeys.ED25519);
        Files.writeString(root.resolve("short.pem"), TestKeys.rsa(1024));
        house("""
                  - { domain: example.com, selector: s1, key: { file: rsa.pem } }
                  - { domain: news.example.com, selector: ed, key: { file: ed.pem } }
                """);
    }

    private void house(String dkim) throws IOException {
        Files.writeString(root.resolve("tidings.yaml"), """
                from: no-reply@example.com
                transports:
                  main: { smtp: "smtps://smtp.example.com", user: me, password: "${TIDINGS_TEST_NOT_SET}" }
                dkim:
                """ + dkim);
    }

    private Typed dkim(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"dkim", "-w", root.toString()}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return tidings(all);
    }

    @Test
    void the_records_of_all_keys_are_printed_and_no_key() {
        Typed typed = dkim();

        assertThat(typed.err()).isEmpty();
        assertThat(typed.exit()).isZero();
        assertThat(typed.out().lines().toList())
                .hasSize(8)
                .startsWith("example.com, selector s1, RSA 2048", "  name   s1._domainkey.example.com")
                .contains("news.example.com, selector ed, Ed25519");
        assertThat(typed.out())
                .containsPattern("  value  v=DKIM1; k=rsa; p=MIIBIjAN\\S+QAB\n")
                .containsPattern(
                        "  zone   s1\\._domainkey\\.example\\.com\\. IN TXT \\( \"v=DKIM1;[^\"]{247}\" \"[^\"]+\" \\)\n")
                .containsPattern("  value  v=DKIM1; k=ed25519; p=\\S{43}=\n")
                .doesNotContain("PRIVATE");
    }

    @Test
    void only_those_of_one_domain_are_printed_when_it_is_named() {
        assertThat(dkim("--domain", "News.example.com").out())
                .contains("ed._domainkey")
                .doesNotContain("s1._domainkey");
        assertThat(dkim("--domain", "mail.example.com", "--json").out())
                .contains("\"name\" : \"s1._domainkey.example.com\"", "\"key\" : \"RSA 2048\"", "\"missing\" : [ ]")
                .doesNotContain("ed._domainkey");

        Typed none = dkim("--domain", "example.org");
        assertThat(none.exit()).isEqualTo(Exit.UNKNOWN.code());
        assertThat(none.err())
                .contains("no key signs mail from example.org", "keys for: example.com, news.example.com");
        assertThat(dkim("--domain", "a b").err()).contains("\"a b\" is not a domain");
    }

    @Test
    void a_key_that_is_not_at_hand_is_told_beside_the_others() throws IOException {
        house("""
                  - { domain: example.com, selector: s1, key: { file: rsa.pem } }
                  - { domain: example.com, selector: s2, key: "${TIDINGS_TEST_NOT_SET}" }
                """);

        Typed typed = dkim();

        assertThat(typed.exit()).isEqualTo(Exit.PROBLEM.code());
        assertThat(typed.out())
                .contains("s1._domainkey.example.com", "dkim[1].key: the variable TIDINGS_TEST_NOT_SET is not set");
    }

    @Test
    void check_has_doubts_about_short_keys_and_about_ed25519_alone() throws IOException {
        house("""
                  - { domain: example.com, selector: s1, key: { file: short.pem } }
                  - { domain: news.example.com, selector: ed, key: { file: ed.pem } }
                """);

        Typed typed = tidings("check", "-w", root.toString());

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .contains(
                        "warning: tidings.yaml: dkim[0]: the key has 1024 bits",
                        "warning: tidings.yaml: dkim: news.example.com has only Ed25519 keys",
                        "All is well but for the warnings");
    }
}
