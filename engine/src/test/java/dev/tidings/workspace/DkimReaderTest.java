package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.TestKeys;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DkimReaderTest {
    private static final String SEVERAL = Desk.HOUSE + """
            dkim:
              - { domain: Example.com, selector: S2026, key: { file: keys/example.pem } }
              - { domain: example.com, selector: ed, key: "${ED_KEY}" }
              - { domain: 例子.公司, selector: a.b-c, key: "${file:keys/ed.pem}" }
            """;

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.write("keys/example.pem", TestKeys.RSA_2048);
        desk.write("keys/ed.pem", TestKeys.ED25519);
        desk.environment.put("ED_KEY", TestKeys.ED25519.replace("\n", "\\n"));
    }

    @Test
    void keys_come_from_files_variables_and_secrets_files() {
        desk.write("tidings.yaml", SEVERAL);

        assertThat(keys(desk.read()))
                .containsExactly(
                        new DkimKey("example.com", "s2026", SigningKey.parse(TestKeys.RSA_2048)),
                        new DkimKey("example.com", "ed", SigningKey.parse(TestKeys.ED25519)),
                        new DkimKey("xn--fsqu00a.xn--55qx5d", "a.b-c", SigningKey.parse(TestKeys.ED25519)));
    }

    @Test
    void a_single_key_needs_no_list() {
        house("{ domain: example.com, selector: s1, key: { file: keys/ed.pem } }");

        assertThat(keys(desk.read())).hasSize(1);
    }

    @Test
    void another_key_in_the_same_file_is_another_workspace_of_the_same_revision() {
        desk.write("tidings.yaml", SEVERAL);
        Workspace before = desk.read().workspace().orElseThrow();
        assertThat(desk.read().workspace()).contains(before);

        desk.write("keys/example.pem", TestKeys.rsa(1024));

        Workspace after = desk.read().workspace().orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.revision()).isEqualTo(before.revision());
    }

    @Test
    void no_key_is_shown_by_what_was_read() {
        desk.write("tidings.yaml", SEVERAL);

        assertThat(desk.read().toString()).contains("RSA 2048").doesNotContain("PRIVATE", "MII", "MC4");
    }

    @Test
    void who_only_tries_things_out_needs_no_key_but_a_wrong_one_is_told() {
        house("""

                  - { domain: example.com, selector: s1, key: "${NOT_SET}" }
                  - { domain: example.com, selector: s2, key: { file: keys/nowhere.pem } }
                  - { domain: example.com, selector: s3, key: { file: keys/ed.pem } }
                """);
        WorkspaceReader lenient = new WorkspaceReader(desk.environment::get).withoutSigningIn();

        assertThat(keys(lenient.read(desk.root))).extracting(DkimKey::selector).containsExactly("s3");

        desk.write("keys/nowhere.pem", "nothing");
        assertThat(Desk.said(lenient.read(desk.root)))
                .isEqualTo(
                        "tidings.yaml:4:55: dkim[1].key.file: the key is not a key in PEM: there is no \"-----BEGIN\" in it"
                                + "\n    It is an RSA or Ed25519 private key in PEM without a passphrase: openssl genpkey"
                                + " -algorithm RSA -pkeyopt rsa_keygen_bits:2048.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { domain: example.com, selector: s1, key: "${NOT_SET}" } | 2:49: dkim.key: the variable NOT_SET is not set
            { domain: example.com, selector: s1, key: { file: keys/none.pem } } | 2:57: dkim.key.file: no key can be read from "keys/none.pem"
            { domain: example.com, selector: s1, key: { file: keys } } | 2:57: dkim.key.file: no key can be read from "keys"
            { domain: example.com, selector: s1, key: { path: x } } | 2:49: dkim.key: file is missing; 2:51: dkim.key.path: unknown key
            { domain: example.com, selector: s1, key: "${SHORT}" } | 2:49: dkim.key: the key has 768 bits; receivers accept RSA keys of 1024 to 4096
            { domain: example.com, selector: s1, key: "${LOCKED}" } | 2:49: dkim.key: the key is locked with a passphrase
            { domain: example.com, selector: s1_a, key: "${ED_KEY}" } | 2:40: dkim.selector: "s1_a" is not a selector
            { domain: example.com, selector: s1._domainkey, key: "${ED_KEY}" } | 2:40: dkim.selector: "s1._domainkey" is not a selector
            { domain: me@example.com, selector: s1, key: "${ED_KEY}" } | 2:17: dkim.domain: "me@example.com" is not a domain
            { domain: exa mple.com, selector: s1, key: "${ED_KEY}" } | 2:17: dkim.domain: "exa mple.com" is not a domain: U+0020 is not allowed behind the @
            { } | 2:7: dkim: domain is missing; 2:7: dkim: selector is missing; 2:7: dkim: key is missing
            [ { domain: a.com, selector: s, key: "${ED_KEY}" }, { domain: A.com, selector: S, key: "${ED_KEY}" } ] | 2:59: dkim[1]: has domain and selector of one above
            """)
    void a_mistake_is_told_with_its_place(String written, String said) {
        desk.environment.put("SHORT", TestKeys.rsa(768));
        desk.environment.put("LOCKED", TestKeys.RSA_2048.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        house(written);

        List<Problem> problems = desk.read().problems();

        assertThat(problems.stream().map(each -> each.line() + ":" + each.column() + ": " + each.what()))
                .containsExactlyInAnyOrder(said.split("; (?=\\d)"));
        assertThat(problems).allMatch(each -> each.mend().isPresent());
    }

    private void house(String dkim) {
        desk.write("tidings.yaml", Desk.HOUSE + "dkim: " + dkim + "\n");
    }

    private static List<DkimKey> keys(Reading reading) {
        assertThat(Desk.said(reading)).isEmpty();
        return reading.workspace().orElseThrow().settings().dkim();
    }
}
