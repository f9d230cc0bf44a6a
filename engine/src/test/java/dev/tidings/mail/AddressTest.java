package dev.tidings.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void the_domain_is_kept_in_lower_case_and_the_local_part_as_it_is() {
        Address address = Address.parse("MiXeD@Example.COM");

        assertThat(address).hasToString("MiXeD@example.com");
        assertThat(address.key()).isEqualTo("MiXeD@example.com");
        assertThat(address)
                .isEqualTo(Address.parse("MiXeD@example.com"))
                .isNotEqualTo(Address.parse("mixed@example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "u@bücher.example, u@xn--bcher-kva.example",
        "u@BÜCHER.example, u@xn--bcher-kva.example",
        "u@faß.example, u@xn--fa-hia.example",
        "u@FAẞ.example, u@xn--fa-hia.example",
        "u@βόλος.example, u@xn--nxasmm1c.example",
        "u@中文。公司, u@xn--fiq228c.xn--55qx5d",
        "u@ＥＸＡＭＰＬＥ．com, u@example.com",
        "u@他们为什么不说中文.example, u@xn--ihqwcrb4cv8a8dqg056pqjye.example",
        "u@למההםפשוטלאמדבריםעברית.example, u@xn--4dbcagdahymbxekheh6e0a7fei0b.example",
        "u@3年b組金八先生.example, u@xn--3b-ww4c5e180e575a65lsy2b.example",
        "u@ソース・コード.example, u@xn--tckll4cyoed.example",
        "u@l·l.example, u@xn--ll-0ea.example",
        "u@نامه‌ای.example, u@xn--mgba3gch31f060k.example",
    })
    void international_domains_become_a_labels_without_transitional_mapping(String spelled, String ascii) {
        assertThat(Address.parse(spelled)).hasToString(ascii);
        assertThat(Address.parse(ascii))
                .as("an A-label is its own canonical form")
                .hasToString(ascii);
        assertThat(Address.parse(spelled).needsSmtpUtf8()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u@😀.com",
                "u@a\u00ADb.com",
                "u@a\u200Bb.com",
                "u@a\u202Eb.com",
                "u@\u0301a.com",
                "u@xn--a.com",
                "u@xn--fa-hia-.com",
                "u@xn--abc-.com",
                "u@xn--99999999.com",
                "u@aא.com",
                "u@אa.com",
                "u@ü-.com",
                "u@-ü.com",
                "u@üb--c.com",
                "u@a·b.com",
                "u@a_b.com",
                "u@1.2.3.4",
                "u@123",
                "u@example.com.",
                "u@[192.0.2.1]",
                "u@",
                "@example.com",
                "",
                " ",
                "u",
                "\"",
                "\"u",
                "\"u\"",
                "\"\\",
                "\"u\"x@example.com",
                "\"\"@example.com",
                "u\u202E@example.com",
                "u\u200B@example.com",
                "u\uD83D@example.com",
                "u\u0085@example.com",
                "u@example.com\u0000",
                "@a.example,@b.example:u@example.com",
                "u(comment)@example.com",
            })
    void what_is_not_an_address_is_refused_with_a_reason(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(MalformedAddress.class)
                .message()
                .isNotBlank()
                .doesNotContainPattern("[\\p{Cntrl}\u0085\u2028\u202E]");
    }

    @Test
    void quotes_stay_only_where_they_are_needed() {
        assertThat(Address.parse("\"plain.\\x\"@example.org")).isEqualTo(Address.parse("plain.x@example.org"));
        assertThat(Address.parse("\"me \\\" \\\\ \\m\\e\"@example.org")).hasToString("\"me \\\" \\\\ me\"@example.org");
        assertThat(Address.parse("\"a@b\"@example.org").local()).isEqualTo("\"a@b\"");
        assertThat(Address.parse("\"张 三\"@example.org").needsSmtpUtf8()).isTrue();
    }

    @Test
    void a_utf8_local_part_is_composed_and_needs_smtputf8() {
        assertThat(Address.parse("e\u0301@example.com")).isEqualTo(Address.parse("\u00E9@example.com"));
        assertThat(Address.parse("张三@example.com").needsSmtpUtf8()).isTrue();
        assertThat(Address.parse("zhang@example.com").needsSmtpUtf8()).isFalse();
    }

    /// `ṩ` has 5 octets as three characters and 3 as one.
    @Test
    void an_address_may_be_too_long_only_as_it_is_written() {
        String domain = ("@" + "d".repeat(61) + ("." + "d".repeat(61)).repeat(3)).substring(0, 247) + ".com";

        assertThat(Address.parse("\u1E69" + domain).toString().getBytes(UTF_8)).hasSize(254);
        assertThatThrownBy(() -> Address.parse("s\u0323\u0307" + domain)).hasMessageContaining("256 octets");
    }

    @ParameterizedTest
    @CsvSource({"zhang@qq.com, z***@qq.com", "张三@qq.com, 张***@qq.com", "a@qq.com, ***@qq.com"})
    void a_masked_address_shows_one_letter_at_most(String address, String masked) {
        assertThat(Address.parse(address).masked()).isEqualTo(masked);
    }

    @Test
    void octets_are_counted_not_characters() {
        assertThat(Address.parse("a".repeat(64) + "@example.com").local()).hasSize(64);
        assertThat(Address.parse("张".repeat(21) + "@example.com").local()).hasSize(21);
        assertThatThrownBy(() -> Address.parse("张".repeat(22) + "@example.com")).hasMessageContaining("66 octets");
        assertThatThrownBy(() -> Address.parse("u@" + "中".repeat(60) + ".com")).hasMessageContaining("label");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 <ann@example.org>: User unknown       | 550 5.1.1 <a***@example.org>: User unknown
            rcpt=ben.b+news@mail.example; see c@x.example.  | r***@mail.example; see c***@x.example.
            user größe@bücher.example is over quota         | user g***@bücher.example is over quota
            554 blocked using zen.example                   | 554 blocked using zen.example
            @ alone, a@, @b                                 | @ alone, a@, @b
            """)
    void what_others_say_shows_no_address(String said, String masked) {
        assertThat(Address.maskedIn(said)).isEqualTo(masked);
    }
}
