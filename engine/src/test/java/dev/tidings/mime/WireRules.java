package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/// What holds for the bytes of any message, whatever is in it.
final class WireRules {
    private WireRules() {}

    static void check(byte[] bytes) {
        String wire = new String(bytes, ISO_8859_1);
        assertThat(wire).endsWith("\r\n");
        assertThat(wire.replace("\r\n", "")).as("bare CR or LF, or NUL").doesNotContain("\r", "\n", "\0");
        assertThat(wire.chars().allMatch(c -> c < 0x80)).as("ASCII only").isTrue();
        boolean header = true;
        for (String line : wire.split("\r\n", -1)) {
            if (line.isEmpty()) header = false;
            assertThat(line.length()).as(line).isLessThanOrEqualTo(998);
            if (header) checkHeaderLine(line);
        }
    }

    private static void checkHeaderLine(String line) {
        assertThat(line).as("a header line that seems empty").isNotBlank();
        boolean encoded = line.matches(".*=\\?UTF-8\\?[QB]\\?[^?]*\\?=.*");
        if (encoded) assertThat(line.length()).as(line).isLessThanOrEqualTo(76);
    }
}
