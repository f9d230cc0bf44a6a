package dev.tidings.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Real messages of a public collection, and what Sisimai reads in them. Writes the table that `acceptance/feedback.sh`
/// prints.
class BounceVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"), "bounces");
    private static final Path TABLE = Path.of("target", "feedback", "1-messages.md");
    private static final int ROUNDS = 10;

    @Test
    void messages_say_to_us_what_they_say_to_others() throws IOException {
        assumeTrue(Files.exists(VECTORS), "SKIPPED ALOUD: no vectors at " + VECTORS);
        Map<String, List<Expected>> expected = Expected.byFile(VECTORS.resolve("expected.csv"));
        Score score = new Score();
        for (Map.Entry<String, List<Expected>> file : expected.entrySet()) {
            byte[] message = Files.readAllBytes(VECTORS.resolve(file.getKey()));
            score.count(file.getValue(), new MessageReader().read(message));
        }

        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, score.table(expected.size(), millis(expected)));
        System.out.print(Files.readString(TABLE));
        System.out.print(score.misses());

        assertThat(expected).hasSizeGreaterThanOrEqualTo(150);
        assertThat(score.kind()).isGreaterThanOrEqualTo(0.99);
        assertThat(score.recipient()).isGreaterThanOrEqualTo(0.97);
        assertThat(score.hardness()).isGreaterThanOrEqualTo(0.95);
        assertThat(score.softCalledHard()).isLessThanOrEqualTo(0.02);
        assertThat(score.reason()).isGreaterThanOrEqualTo(0.85);
    }

    /// For one message, in the quickest of some rounds: once the compiler is done, and neighbours leave the machine to
    /// us.
    private static double millis(Map<String, List<Expected>> expected) throws IOException {
        MessageReader reader = new MessageReader();
        double quickest = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (String file : expected.keySet()) {
                reader.read(Files.readAllBytes(VECTORS.resolve(file)));
            }
            quickest = Math.min(quickest, (System.nanoTime() - began) / 1e6 / expected.size());
        }
        return quickest;
    }
}
