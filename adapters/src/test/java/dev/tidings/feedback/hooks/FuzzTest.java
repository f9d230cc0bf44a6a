package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.WebhookProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing that stands in a call makes reading it fail.
@Timeout(60)
class FuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");
    private static final int ROUNDS = Integer.getInteger("tidings.fuzz", 60);
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"), "webhooks");
    private static final String[] ODD = {
        "null",
        "[]",
        "{}",
        "\"\"",
        "0",
        "-1",
        "1e400",
        "99999999999999999999999999",
        "true",
        "[[[]]]",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[null]",
        "{\"a\":null}",
        "\"9999-99-99T99:99:99Z\"",
        "\"" + "ab@".repeat(500) + "\"",
        "\"<<>>\""
    };

    private static List<String> bodies(WebhookProvider provider) throws IOException {
        List<String> bodies = new ArrayList<>(List.of(Samples.bounce(provider)));
        String name = provider.word().replace('-', '_') + "-";
        if (Files.isDirectory(VECTORS)) {
            try (Stream<Path> files = Files.list(VECTORS)) {
                for (Path each : files.filter(
                                file -> file.getFileName().toString().startsWith(name))
                        .sorted()
                        .toList()) {
                    bodies.add(Files.readString(each));
                }
            }
        }
        return bodies;
    }

    private static void read(WebhookProvider provider, byte[] body, String type) {
        Reading reading = Reading.of(provider, new Call(Map.of("Content-Type", type, "svix-id", "x\ny"), body));
        if (reading instanceof Reading.Events(List<Told> events)) {
            assertThat(new Incoming(provider, NOW).of(events)).doesNotContainNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void octets_that_flip_break_nothing(WebhookProvider provider) throws IOException {
        Random random = new Random(provider.ordinal());
        for (String body : bodies(provider)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] octets = body.getBytes(UTF_8);
                for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
                }
                read(provider, octets, random.nextBoolean() ? "application/json" : "multipart/form-data; boundary=x");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void values_of_another_kind_break_nothing(WebhookProvider provider) throws IOException {
        Random random = new Random(provider.ordinal());
        for (String body : bodies(provider)) {
            for (int round = 0; round < ROUNDS; round++) {
                int colon = body.indexOf(':', random.nextInt(body.length()));
                int end = colon < 0 ? -1 : Math.max(body.indexOf(',', colon), body.indexOf('}', colon));
                if (end > colon) {
                    String odd = ODD[random.nextInt(ODD.length)];
                    read(provider, (body.substring(0, colon + 1) + odd + body.substring(end)).getBytes(UTF_8), "");
                    read(provider, (body.substring(0, colon + 1) + odd + "}]}}").getBytes(UTF_8), "");
                }
            }
            for (String odd : ODD) {
                read(provider, odd.getBytes(UTF_8), "application/json");
                read(provider, ("[" + odd + "]").getBytes(UTF_8), "application/json");
            }
        }
    }

    @Test
    @Timeout(20)
    void bodies_made_to_be_slow_are_not() {
        int size = 1024 * 1024;
        List<String> slow = List.of(
                "[".repeat(size),
                "{\"a\":".repeat(size / 5),
                "[" + "{},".repeat(size / 3),
                "a=%41&".repeat(size / 6),
                "--b\r\n" + "content-disposition: form-data; name=a\r\n\r\n".repeat(size / 50),
                "--b\n" + "content-disposition:" + "; name".repeat(size / 7),
                "[{\"event\":\"bounce\",\"reason\":\"" + "user ".repeat(size / 6) + "\"}]",
                "[{\"event\":\"bounce\",\"timestamp\":" + "9".repeat(90) + "}]",
                "{\"RecordType\":\"Bounce\",\"Content\":\"" + "x-tidings-trace:".repeat(size / 20) + "\"}");
        for (WebhookProvider provider : List.of(
                WebhookProvider.AMAZON_SES,
                WebhookProvider.MAILGUN,
                WebhookProvider.POSTMARK,
                WebhookProvider.SENDGRID)) {
            slow.forEach(body -> read(provider, body.getBytes(UTF_8), "application/json"));
        }
    }
}
