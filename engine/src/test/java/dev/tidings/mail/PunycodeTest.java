package dev.tidings.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {
    /// From RFC 3492 §7.1, in lower case.
    @ParameterizedTest
    @CsvSource({
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "למההםפשוטלאמדבריםעברית, 4dbcagdahymbxekheh6e0a7fei0b",
        "なぜみんな日本語を話してくれないのか, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
        "porquénopuedensimplementehablarenespañol, porqunopuedensimplementehablarenespaol-fmd56a",
        "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
        "パフィーdeルンバ, de-jg4avhby1noc0d",
        "そのスピードで, d9juau41awczczp"
    })
    void the_samples_of_the_standard_go_both_ways(String unicode, String encoded) {
        assertThat(Punycode.encode(unicode)).isEqualTo(encoded);
        assertThat(Punycode.decode(encoded)).contains(unicode);
    }

    @Test
    void every_text_comes_back() {
        Random random = new Random(3492);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(1 + random.nextInt(60), 0x80, 0x20000)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .map(c -> random.nextBoolean() ? 'a' + c % 26 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Punycode.decode(Punycode.encode(text))).contains(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "a-é", "ab-9"})
    void nonsense_decodes_to_nothing_or_to_text_and_never_fails(String encoded) {
        assertThat(Punycode.decode(encoded).map(Punycode::encode).filter(encoded::equals))
                .isEmpty();
    }
}
