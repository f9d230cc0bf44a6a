package dev.tidings.roadtest;

import static dev.tidings.roadtest.Trial.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.TestKeys;
import dev.tidings.contracts.WrittenDns;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.SigningKey;
import org.junit.jupiter.api.Test;

class DkimStepTest {
    private final WrittenDns dns = new WrittenDns();

    private Step dkim(String... records) {
        for (String record : records) {
            dns.text(KEY.name(), record);
        }
        return new DkimStep(dns, KEY).step();
    }

    @Test
    void a_published_key_that_is_ours_passes_however_it_is_written() {
        assertThat(dkim(KEY.record()).mark()).isEqualTo(Mark.PASSED);
        String spaced = KEY.record().replace("; k=rsa; p=", " ;; n=note;p = ").replaceFirst("MIIB", "MI IB\t");
        dns.without(KEY.name());
        assertThat(dkim(spaced).mark()).as(spaced).isEqualTo(Mark.PASSED);
    }

    @Test
    void an_ed25519_key_is_compared_too() {
        DkimKey edwards = new DkimKey("example.com", "e2026", SigningKey.parse(TestKeys.ED25519));
        dns.text(edwards.name(), edwards.record());

        assertThat(new DkimStep(dns, edwards).step().found()).contains("Ed25519 for example.com");
    }

    @Test
    void another_key_fails_and_both_are_shown() {
        DkimKey other = new DkimKey("example.com", "s2026", SigningKey.parse(TestKeys.rsa(2048)));

        Step dkim = dkim(other.record());

        assertThat(dkim.mark()).isEqualTo(Mark.FAILED);
        assertThat(dkim.found()).contains("another key is published");
        assertThat(dkim.facts()).contains(new Fact("published", other.record()), new Fact("ours", KEY.record()));
    }

    @Test
    void a_key_of_another_kind_fails() {
        assertThat(dkim(KEY.record().replace("k=rsa", "k=ed25519")).mark()).isEqualTo(Mark.FAILED);
    }

    @Test
    void a_key_that_is_not_published_fails_with_what_to_publish() {
        Step dkim = dkim();

        assertThat(dkim.mark()).isEqualTo(Mark.FAILED);
        assertThat(dkim.found()).startsWith("s2026._domainkey.example.com is not published");
        assertThat(dkim.facts()).contains(new Fact("ours", KEY.record()));
    }

    @Test
    void a_withdrawn_key_fails() {
        assertThat(dkim("v=DKIM1; k=rsa; p=").found()).contains("withdrawn");
    }

    @Test
    void several_records_fail() {
        assertThat(dkim(KEY.record(), KEY.record()).found()).contains("has 2 records");
    }

    @Test
    void something_else_under_the_name_fails() {
        assertThat(dkim("hello world").found()).contains("something else than a key");
    }

    @Test
    void a_key_on_trial_is_a_warning_and_one_for_other_uses_fails() {
        assertThat(dkim(KEY.record() + "; t=y:s").mark()).isEqualTo(Mark.WARNING);
        dns.without(KEY.name());
        assertThat(dkim(KEY.record() + "; h=sha1").mark()).isEqualTo(Mark.FAILED);
        dns.without(KEY.name());
        assertThat(dkim(KEY.record() + "; s=tlsrpt").mark()).isEqualTo(Mark.FAILED);
    }

    @Test
    void silence_is_a_warning() {
        dns.silent(KEY.name());

        assertThat(dkim().mark()).isEqualTo(Mark.WARNING);
    }
}
