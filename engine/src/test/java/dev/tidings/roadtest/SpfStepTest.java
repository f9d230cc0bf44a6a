package dev.tidings.roadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.WrittenDns;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpfStepTest {
    private final WrittenDns dns = new WrittenDns()
            .text("_spf.google.com", "v=spf1 include:_netblocks.google.com ~all")
            .text("_netblocks.google.com", "v=spf1 ip4:198.51.100.0/24 ~all")
            .text("relay.example.net", "v=spf1 ip4:192.0.2.0/28 ip6:2001:db8::/32 -all")
            .exchangers("example.com", "mx1.example.com")
            .addresses("mx1.example.com", "203.0.113.7")
            .addresses("example.com", "203.0.113.80");
    private Optional<String> provider = Optional.empty();
    private String address = "192.0.2.10";

    private Step spf(String... records) {
        for (String record : records) {
            dns.text("example.com", record);
        }
        SmtpServer server = new SmtpServer("smtp.example.net", 587, Security.STARTTLS, "client.example.com");
        TransportSpec road = new TransportSpec("main", server, Pool.USUAL, List.of(), provider);
        return new SpfStep(dns, road, List.of(InetAddress.ofLiteral(address)), "example.com").step();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 ip4:192.0.2.10 -all",
                "v=spf1 ip4:192.0.2.0/24 ~all",
                "V=SPF1 IP4:192.0.2.0/24 ~ALL",
                "v=spf1 include:relay.example.net ?all",
                "v=spf1 redirect=relay.example.net",
                "v=spf1 mx a:smtp.example.net -all",
                "v=spf1 exists:%{i}._spf.example.net -all",
            })
    void a_record_that_covers_the_server_or_names_its_house_passes(String record) {
        assertThat(spf(record).mark()).as(spf().found()).isEqualTo(Mark.PASSED);
    }

    @Test
    void a_record_of_others_is_a_warning() {
        Step spf = spf("v=spf1 ip4:203.0.113.0/24 include:_spf.google.com -all");

        assertThat(spf.mark()).isEqualTo(Mark.WARNING);
        assertThat(spf.found()).isEqualTo("says nothing of smtp.example.net or example.net");
        assertThat(spf.facts()).contains(new Fact("lookups", "2 of at most 10"));
    }

    @Test
    void the_servers_of_the_domain_are_looked_up_with_their_networks() {
        address = "203.0.113.9";

        assertThat(spf("v=spf1 mx/29 -all").mark()).isEqualTo(Mark.WARNING);
        dns.without("example.com");
        assertThat(spf("v=spf1 mx/28 -all").mark()).isEqualTo(Mark.PASSED);
    }

    @Test
    void a_provider_must_be_named_by_the_name_it_gives() {
        provider = Optional.of("gmail");

        assertThat(spf("v=spf1 include:_spf.google.com ~all").found()).contains("lets gmail send for example.com");
        dns.without("example.com");
        Step without = spf("v=spf1 ip4:203.0.113.0/24 ~all");
        assertThat(without.mark()).isEqualTo(Mark.WARNING);
        assertThat(without.mend()).hasValueSatisfying(mend -> assertThat(mend).contains("Add include:_spf.google.com"));
    }

    @Test
    void no_record_is_a_warning_with_the_record_to_publish() {
        provider = Optional.of("gmail");

        Step spf = spf("google-site-verification=4711");

        assertThat(spf.mark()).isEqualTo(Mark.WARNING);
        assertThat(spf.mend()).contains("Publish a TXT record at example.com: v=spf1 include:_spf.google.com ~all");
    }

    @Test
    void two_records_fail_and_both_are_shown() {
        Step spf = spf("v=spf1 mx -all", "v=spf1 include:relay.example.net -all");

        assertThat(spf.mark()).isEqualTo(Mark.FAILED);
        assertThat(spf.found()).isEqualTo("example.com has 2 SPF records; receivers take that for none");
        assertThat(spf.facts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ipv4:192.0.2.1 -all, ipv4:192.0.2.1",
        "v=spf1 ip4:192.0.2.300 -all, ip4:192.0.2.300",
        "v=spf1 ip4:2001:db8::1 -all, ip4:2001:db8::1",
        "v=spf1 ip4:192.0.2.0/33 -all, ip4:192.0.2.0/33",
        "v=spf1 include: -all, include:",
        "v=spf1 - all, -",
        "v=spf1 mx v=spf2 all.example -all, all.example",
    })
    void a_word_that_is_no_spf_fails_and_is_named(String record, String fault) {
        Step spf = spf(record);

        assertThat(spf.mark()).isEqualTo(Mark.FAILED);
        assertThat(spf.found()).contains("\"" + fault + "\" in the record of example.com");
    }

    @Test
    void an_included_domain_without_a_record_fails() {
        assertThat(spf("v=spf1 include:gone.example.net -all").found())
                .contains("gone.example.net, which it refers to, has no SPF record");
    }

    @Test
    void more_than_ten_lookups_are_a_warning() {
        StringBuilder record = new StringBuilder("v=spf1 ip4:192.0.2.10");
        for (int i = 0; i < 6; i++) {
            dns.text("n" + i + ".example.net", "v=spf1 a:mx1.example.com -all");
            record.append(" include:n").append(i).append(".example.net");
        }

        Step spf = spf(record + " -all");

        assertThat(spf.mark()).isEqualTo(Mark.WARNING);
        assertThat(spf.found()).contains("12 lookups");
    }

    @Test
    void records_that_refer_to_each_other_end() {
        dns.text("loop.example.net", "v=spf1 include:example.com include:loop.example.net -all");

        assertThat(spf("v=spf1 include:loop.example.net -all").mark()).isEqualTo(Mark.PASSED);
    }

    @Test
    void a_record_for_everybody_is_a_warning() {
        assertThat(spf("v=spf1 +all").found()).contains("+all lets everybody send");
    }

    @Test
    void a_server_of_ones_own_network_cannot_be_judged_and_passes() {
        address = "10.1.2.3";

        assertThat(spf("v=spf1 ip4:203.0.113.0/24 -all").found()).contains("cannot be seen from here");
    }

    @Test
    void silence_within_the_tree_is_a_warning() {
        dns.silent("relay.example.net");

        assertThat(spf("v=spf1 include:relay.example.net -all").found()).contains("does not answer for a part of it");
    }
}
