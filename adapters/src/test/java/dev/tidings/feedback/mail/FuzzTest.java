package dev.tidings.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.feedback.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real messages with octets flipped, cut out and doubled. For longer: `-Dtidings.fuzz=100000`.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FuzzTest {
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"), "bounces", "eml");
    private static final int ROUNDS = Integer.getInteger("tidings.fuzz", 60);

    private final Random random = new Random(20261126);
    private final MessageReader reader = new MessageReader();

    @Test
    void no_message_is_so_broken_that_it_is_not_answered() throws IOException {
        assumeTrue(Files.exists(VECTORS), "SKIPPED ALOUD: no vectors at " + VECTORS);
        List<byte[]> corpus = corpus();
        for (int round = 0; round < ROUNDS; round++) {
            Report report = reader.read(broken(corpus.get(random.nextInt(corpus.size())), corpus));
            assertThat(report.notices()).hasSizeLessThanOrEqualTo(Limits.NOTICES);
        }
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(VECTORS)) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        return corpus;
    }

    private byte[] broken(byte[] message, List<byte[]> corpus) {
        byte[] broken = message;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            broken = switch (random.nextInt(4)) {
                case 0 -> flipped(broken);
                case 1 -> without(broken);
                case 2 -> doubled(broken);
                default -> joined(broken, corpus.get(random.nextInt(corpus.size())));
            };
        }
        return broken;
    }

    private byte[] flipped(byte[] message) {
        byte[] flipped = message.clone();
        for (int times = 1 + random.nextInt(64); times > 0 && flipped.length > 0; times--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private byte[] without(byte[] message) {
        int from = random.nextInt(message.length + 1);
        int to = from + random.nextInt(message.length - from + 1);
        return concat(message, 0, from, message, to, message.length);
    }

    private byte[] doubled(byte[] message) {
        int from = random.nextInt(message.length + 1);
        int to = from + random.nextInt(Math.min(20_000, message.length - from) + 1);
        return concat(message, 0, to, message, from, message.length);
    }

    private byte[] joined(byte[] message, byte[] other) {
        return concat(
                message, 0, random.nextInt(message.length + 1), other, random.nextInt(other.length), other.length);
    }

    private static byte[] concat(byte[] one, int from, int to, byte[] two, int start, int end) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one, from, to - from);
        both.write(two, start, end - start);
        byte[] octets = both.toByteArray();
        return octets.length > 300_000 ? Arrays.copyOf(octets, 300_000) : octets;
    }
}
