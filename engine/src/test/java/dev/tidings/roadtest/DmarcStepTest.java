package dev.tidings.roadtest;

import static dev.tidings.roadtest.Trial.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.WrittenDns;
import java.util.List;
import org.junit.jupiter.api.Test;

class DmarcStepTest {
    private final WrittenDns dns = new WrittenDns();
    private String domain = "example.com";
    private boolean covered = true;
    private boolean signed = true;

    private Step dmarc(String... records) {
        for (String record : records) {
            dns.text("_dmarc.example.com", record);
        }
        return new DmarcStep(dns, domain, List.of(KEY), covered, signed).step();
    }

    @Test
    void a_policy_passes_and_is_told_with_how_we_pass() {
        Step dmarc = dmarc("v=DMARC1; p=reject; rua=mailto:dmarc@example.com");

        assertThat(dmarc.mark()).isEqualTo(Mark.PASSED);
        assertThat(dmarc.found()).isEqualTo("asks receivers to refuse what does not pass; ours passes by SPF and DKIM");
    }

    @Test
    void a_policy_without_reports_says_so() {
        assertThat(dmarc("v=DMARC1;p=none").found()).contains("nobody gets the reports (no rua)");
    }

    @Test
    void none_is_a_warning_with_the_record_to_publish() {
        Step dmarc = dmarc("something else");

        assertThat(dmarc.mark()).isEqualTo(Mark.WARNING);
        assertThat(dmarc.mend())
                .hasValueSatisfying(mend -> assertThat(mend).contains("_dmarc.example.com", "v=DMARC1; p=none"));
    }

    @Test
    void the_domain_above_speaks_for_one_without_a_record() {
        domain = "news.mail.example.com";

        Step dmarc = dmarc("v=DMARC1; p=none; sp=quarantine; rua=mailto:dmarc@example.com");

        assertThat(dmarc.found()).startsWith("asks receivers to treat what does not pass as spam");
        assertThat(dmarc.facts()).contains(new Fact("at", "_dmarc.example.com"));
    }

    @Test
    void a_signature_of_the_domain_above_is_not_strictly_aligned() {
        domain = "news.example.com";
        covered = false;

        assertThat(dmarc("v=DMARC1; p=reject; rua=mailto:a@example.com").mark()).isEqualTo(Mark.PASSED);
        dns.without("_dmarc.example.com");
        assertThat(dmarc("v=DMARC1; p=reject; adkim=s; rua=mailto:a@example.com")
                        .mark())
                .isEqualTo(Mark.WARNING);
    }

    @Test
    void a_policy_that_ours_may_not_pass_is_a_warning_unless_it_asks_for_nothing() {
        covered = false;
        signed = false;

        assertThat(dmarc("v=DMARC1; p=quarantine").mark()).isEqualTo(Mark.WARNING);
        dns.without("_dmarc.example.com");
        assertThat(dmarc("v=DMARC1; p=none").mark()).isEqualTo(Mark.PASSED);
    }

    @Test
    void two_records_fail_and_so_does_one_that_cannot_be_read() {
        assertThat(dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject").mark()).isEqualTo(Mark.FAILED);
        dns.without("_dmarc.example.com");
        assertThat(dmarc("v=DMARC1; p=refuse").mark()).isEqualTo(Mark.FAILED);
        dns.without("_dmarc.example.com");
        assertThat(dmarc("v=DMARC1; rua=mailto:a@example.com").mark()).isEqualTo(Mark.FAILED);
    }

    @Test
    void silence_is_a_warning() {
        dns.silent("_dmarc.example.com");

        assertThat(dmarc().found()).contains("DNS does not answer");
    }
}
