package dev.tidings.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.TestKeys;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    @Test
    void a_key_is_read_from_a_file_or_from_one_line_of_a_variable() {
        SigningKey key = SigningKey.parse(TestKeys.RSA_2048);

        assertThat(SigningKey.parse("Bag Attributes\n" + TestKeys.RSA_2048.replace("\n", "\r\n")))
                .isEqualTo(key);
        assertThat(SigningKey.parse(TestKeys.RSA_2048.replace("\n", "\\n"))).isEqualTo(key);
        assertThat(SigningKey.parse(TestKeys.RSA_2048.replace("\n", " "))).isEqualTo(key);
        assertThat(key).isNotEqualTo(SigningKey.parse(TestKeys.rsa(1024)));
    }

    @Test
    void a_key_shows_its_kind_and_nothing_else() {
        assertThat(new DkimKey("example.com", "s1", SigningKey.parse(TestKeys.RSA_2048)))
                .hasToString("DkimKey[domain=example.com, selector=s1, key=RSA 2048]");
        assertThat(SigningKey.parse(TestKeys.ED25519)).hasToString("Ed25519");
    }

    @Test
    void what_is_no_usable_key_is_refused_in_words_that_show_nothing_of_it() {
        String body = TestKeys.RSA_2048.replaceAll("-----[^-]*-----", "").strip();

        refused(TestKeys.rsa(512), "has 512 bits; receivers accept RSA keys of 1024 to 4096");
        refused("", "is not a key in PEM: there is no \"-----BEGIN\" in it");
        refused(body, "is not a key in PEM: there is no \"-----BEGIN\" in it");
        refused(TestKeys.RSA_2048.substring(0, 800), "is cut off: there is no \"-----END\" in it");
        refused(pem("ENCRYPTED PRIVATE KEY", body), "is locked with a passphrase");
        refused(pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\n" + body), "is locked with a passphrase");
        refused(pem("PUBLIC KEY", body), "is no private key in PKCS#8 or PKCS#1");
        refused(pem("PRIVATE KEY", "!" + body), "is damaged: it is not Base64");
        refused(pem("PRIVATE KEY", body.substring(0, 400)), "is neither an RSA key nor an Ed25519 key, or damaged");
        refused(TestKeys.pkcs8("EC", 256), "is neither an RSA key nor an Ed25519 key, or damaged");
    }

    @Test
    void a_key_whose_parts_do_not_belong_together_is_refused() {
        String pem = TestKeys.rsa(1024);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
        der[der.length - 5] ^= 1; // in the coefficient

        refused(TestKeys.pem("PRIVATE KEY", der), "is damaged: its parts do not belong together");
    }

    @Test
    void a_record_is_cut_into_strings_that_dns_can_carry() {
        DkimKey key = new DkimKey("example.com", "s1", SigningKey.parse(TestKeys.RSA_2048));

        assertThat(key.name()).isEqualTo("s1._domainkey.example.com");
        assertThat(key.strings()).hasSize(2).allMatch(piece -> piece.length() <= 255);
        assertThat(String.join("", key.strings())).isEqualTo(key.record()).startsWith("v=DKIM1; k=rsa; p=MIIB");
    }

    @Test
    void a_key_covers_its_domain_and_those_below_it() {
        SigningKey key = SigningKey.parse(TestKeys.ED25519);
        DkimKey example = new DkimKey("example.com", "s1", key);

        assertThat(List.of("example.com", "mail.example.com", "a.b.example.com"))
                .allMatch(example::covers);
        assertThat(List.of("badexample.com", "com", "example.com.evil.org", "example.org"))
                .noneMatch(example::covers);
        assertThat(new DkimKey("com", "s1", key).covers("example.com")).isFalse();
    }

    private static void refused(String pem, String why) {
        assertThatThrownBy(() -> SigningKey.parse(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why)
                .hasNoCause();
    }

    private static String pem(String label, String body) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
    }
}
