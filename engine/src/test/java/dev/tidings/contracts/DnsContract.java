package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.roadtest.Dns;
import dev.tidings.roadtest.DnsAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Dns] keeps.
public abstract class DnsContract {
    /// It knows these names, and answers nobody who asks for `silent.example`.
    ///
    /// ```
    /// example.com         TXT v=spf1 -all   TXT another one   MX 10 mx1.example.com   MX 20 mx2.example.com
    /// long.example.com    TXT of three strings, together 600 letters a
    /// quoted.example.com  TXT say "hello" \ goodbye
    /// null.example.com    MX 0 .
    /// mx1.example.com     A 192.0.2.1   AAAA 2001:db8::1
    /// four.example.com    A 192.0.2.4
    /// ```
    protected abstract Dns dns();

    @Test
    void every_text_of_a_name_is_found() {
        assertThat(dns().texts("example.com").orNone()).containsExactlyInAnyOrder("v=spf1 -all", "another one");
    }

    @Test
    void a_text_of_several_strings_is_one_text_without_gaps() {
        assertThat(dns().texts("long.example.com")).isEqualTo(new DnsAnswer.Found(List.of("a".repeat(600))));
    }

    @Test
    void a_text_is_as_it_was_written() {
        assertThat(dns().texts("quoted.example.com"))
                .isEqualTo(new DnsAnswer.Found(List.of("say \"hello\" \\ goodbye")));
    }

    @Test
    void case_means_nothing_in_a_name() {
        assertThat(dns().texts("LONG.Example.com")).isInstanceOf(DnsAnswer.Found.class);
    }

    @Test
    void the_preferred_exchanger_comes_first() {
        assertThat(dns().exchangers("example.com"))
                .isEqualTo(new DnsAnswer.Found(List.of("mx1.example.com", "mx2.example.com")));
    }

    @Test
    void a_null_exchanger_is_a_dot() {
        assertThat(dns().exchangers("null.example.com")).isEqualTo(new DnsAnswer.Found(List.of(".")));
    }

    @Test
    void addresses_of_both_kinds_are_found() {
        assertThat(dns().addresses("mx1.example.com").orNone()).hasSize(2).contains("192.0.2.1");
        assertThat(dns().addresses("four.example.com")).isEqualTo(new DnsAnswer.Found(List.of("192.0.2.4")));
    }

    @Test
    void nothing_is_found_where_nothing_is() {
        assertThat(dns().texts("absent.example.com")).isEqualTo(new DnsAnswer.Nothing());
        assertThat(dns().texts("mx1.example.com")).isEqualTo(new DnsAnswer.Nothing());
        assertThat(dns().exchangers("mx1.example.com")).isEqualTo(new DnsAnswer.Nothing());
        assertThat(dns().addresses("example.com")).isEqualTo(new DnsAnswer.Nothing());
    }

    @Test
    void what_cannot_be_a_name_has_nothing() {
        assertThat(dns().texts("a..b")).isEqualTo(new DnsAnswer.Nothing());
        assertThat(dns().texts("x/y\\z.example.com")).isEqualTo(new DnsAnswer.Nothing());
    }

    @Test
    void silence_is_told_apart_from_nothing() {
        assertThat(dns().texts("silent.example")).isInstanceOf(DnsAnswer.Unanswered.class);
        assertThat(dns().exchangers("silent.example")).isInstanceOf(DnsAnswer.Unanswered.class);
        assertThat(dns().addresses("silent.example")).isInstanceOf(DnsAnswer.Unanswered.class);
    }
}
