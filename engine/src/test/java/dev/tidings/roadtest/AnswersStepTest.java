package dev.tidings.roadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.WrittenDns;
import org.junit.jupiter.api.Test;

class AnswersStepTest {
    private final WrittenDns dns = new WrittenDns();

    private Step answers() {
        return new AnswersStep(dns, "example.com").step();
    }

    @Test
    void whoever_takes_the_domains_mail_is_named() {
        dns.exchangers("example.com", "mx1.example.com", "mx2.example.com");

        assertThat(answers().found()).isEqualTo("mail to example.com is taken by mx1.example.com");
    }

    @Test
    void the_domains_own_address_will_do() {
        dns.addresses("example.com", "192.0.2.1");

        assertThat(answers().mark()).isEqualTo(Mark.PASSED);
    }

    @Test
    void a_domain_that_takes_no_mail_is_a_warning() {
        dns.exchangers("example.com", ".");

        assertThat(answers().mark()).isEqualTo(Mark.WARNING);
        assertThat(answers().found()).contains("null MX");
    }

    @Test
    void a_domain_that_is_not_there_fails() {
        assertThat(answers().mark()).isEqualTo(Mark.FAILED);
    }

    @Test
    void silence_is_a_warning() {
        dns.silent("example.com");

        assertThat(answers().mark()).isEqualTo(Mark.WARNING);
    }
}
