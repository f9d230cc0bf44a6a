package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EnhancedCodeTest {
    private static final Pattern RFC_2034 = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?: +|$)");

    @Test
    void a_code_is_what_the_grammar_of_rfc_2034_says() {
        Random random = new Random(2034);
        for (int i = 0; i < 200_000; i++) {
            String line = random.ints(random.nextInt(12), 0, 12)
                    .mapToObj(each -> String.valueOf("245.. 01x .9".charAt(each)))
                    .reduce("", String::concat);
            Matcher expected = RFC_2034.matcher(line);
            boolean begins = expected.lookingAt();

            assertThat(EnhancedCode.leading(line).map(Object::toString))
                    .as(line)
                    .isEqualTo(begins ? Optional.of(shown(expected)) : Optional.empty());
            assertThat(EnhancedCode.without(line)).as(line).isEqualTo(begins ? line.substring(expected.end()) : line);
        }
    }

    private static String shown(Matcher code) {
        return code.group(1) + "." + Integer.parseInt(code.group(2)) + "." + Integer.parseInt(code.group(3));
    }
}
