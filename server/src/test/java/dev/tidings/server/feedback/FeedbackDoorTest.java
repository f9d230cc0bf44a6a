package dev.tidings.server.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Fate;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import dev.tidings.server.web.WebServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackDoorTest {
    private static final String SECRET = "a-secret-of-some-length-4711";
    private static final String DELIVERED =
            "{\"id\":\"e1\",\"type\":\"delivered\",\"data\":{\"recipient\":\"ann@example.com\"}}";

    private final List<List<Arrival>> taken = new CopyOnWriteArrayList<>();
    private Bounces bounces = with(
            WebhookSpec.of(WebhookProvider.STANDARD, new Proof.Secrets(List.of(new Secret(SECRET)))),
            WebhookSpec.of(WebhookProvider.POSTMARK, new Proof.Password("tidings", List.of(new Secret(SECRET)))));
    private boolean takes = true;
    private Optional<StoreHealth.Failing> storeFails = Optional.empty();
    private Instant now = ShowHouse.NOW;

    private ShowHouse house;
    private WebServer server;
    private Visitor stranger;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        FeedbackDoor door = new FeedbackDoor(
                () -> bounces,
                new Inlet(
                        arrivals -> {
                            if (!takes) throw new IllegalStateException("no room on the disk");
                            taken.add(arrivals);
                        },
                        () -> storeFails),
                () -> now,
                _ -> {
                    throw new IOException("nothing is fetched");
                });
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of(), Optional.of(door));
        stranger = Visitor.stranger(server.port());
    }

    @AfterEach
    void close() {
        stranger.close();
        server.close();
        house.close();
    }

    private static Bounces with(WebhookSpec... specs) {
        return new Bounces(
                Optional.empty(),
                Reactions.USUAL,
                List.of(),
                List.of(specs).stream().collect(Collectors.toMap(WebhookSpec::provider, each -> each)),
                Bounces.Ways.NONE);
    }

    private HttpResponse<String> call(String body, Instant signed, String secret) throws Exception {
        String time = Long.toString(signed.getEpochSecond());
        return stranger.send(stranger.request("/feedback/standard")
                .header("Content-Type", "application/json")
                .header("webhook-id", "call-1")
                .header("webhook-timestamp", time)
                .header("webhook-signature", signature("call-1." + time + "." + body, secret))
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(String body) throws Exception {
        return call(body, now, SECRET);
    }

    private static String signature(String text, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void what_a_provider_tells_is_taken_without_a_sign_in() throws Exception {
        HttpResponse<String> answer = call(DELIVERED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(taken).hasSize(1);
        Arrival arrival = taken.getFirst().getFirst();
        assertThat(arrival.source()).isEqualTo("standard");
        assertThat(arrival.id()).isEqualTo("e1");
        assertThat(arrival.report().notices().getFirst().fate()).isEqualTo(Fate.DELIVERED);
    }

    @Test
    void all_events_of_a_call_are_taken_at_once() throws Exception {
        String body = IntStream.range(0, 500)
                .mapToObj("{\"id\":\"e%1$d\",\"type\":\"bounced\",\"recipient\":\"p%1$d@example.com\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(call(body).statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst()).hasSize(500);
    }

    @Test
    void whoever_forges_is_told_nothing() throws Exception {
        HttpResponse<String> forged = call(DELIVERED, now, "a-strangers-secret");
        HttpResponse<String> late = call(DELIVERED, now.minusSeconds(301), SECRET);
        HttpResponse<String> unsigned = stranger.post("/feedback/standard", DELIVERED);

        for (HttpResponse<String> each : List.of(forged, late, unsigned)) {
            assertThat(each.statusCode()).isEqualTo(401);
            assertThat(each.body()).isEmpty();
            assertThat(each.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void who_is_to_send_a_password_is_asked_for_it() throws Exception {
        String bounce = "{\"RecordType\":\"Delivery\",\"Recipient\":\"ann@example.com\"}";
        HttpResponse<String> asked = stranger.post("/feedback/postmark", bounce);

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"feedback\"");
        String basic = Base64.getEncoder().encodeToString(("tidings:" + SECRET).getBytes(UTF_8));
        assertThat(stranger.send(stranger.request("/feedback/postmark")
                                .header("Authorization", "Basic " + basic)
                                .POST(BodyPublishers.ofString(bounce)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_provider_that_the_settings_do_not_name_is_not_there() throws Exception {
        for (String path : List.of("/feedback/sendgrid", "/feedback/amazon-ses", "/feedback/nobody", "/feedback/x-x")) {
            assertThat(stranger.post(path, DELIVERED).statusCode()).as(path).isEqualTo(404);
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        bounces = Bounces.UNREAD;
        assertThat(call(DELIVERED).statusCode()).isEqualTo(404);
        assertThat(stranger.post("/feedback/standard/more", DELIVERED).statusCode())
                .isEqualTo(401);
        assertThat(stranger.post("/feedback/", DELIVERED).statusCode()).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @Test
    void providers_that_look_first_find_somebody_there() throws Exception {
        assertThat(stranger.get("/feedback/standard").statusCode()).isEqualTo(200);
        assertThat(stranger.send(stranger.request("/feedback/standard").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_door_leads_nowhere_else() throws Exception {
        for (String path :
                List.of("/", "/api/v1/status", "/feedback/../api/v1/status", "/feedback/%2e%2e/api/v1/status")) {
            assertThat(stranger.get(path).statusCode()).as(path).isNotEqualTo(200);
        }
    }

    @Test
    void a_body_beyond_a_mebibyte_is_not_read() throws Exception {
        byte[] large = new byte[1024 * 1024 + 1];
        assertThat(stranger.send(stranger.request("/feedback/standard").POST(BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(stranger.send(stranger.request("/feedback/standard")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                        .statusCode())
                .isEqualTo(413);
        assertThat(call("[" + " ".repeat(900_000) + DELIVERED + "]").statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_cannot_be_put_on_record_is_to_come_again_and_may_be_late_then() throws Exception {
        Instant first = now;
        takes = false;
        HttpResponse<String> answer = call(DELIVERED, first, SECRET);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).isEmpty();
        takes = true;
        now = first.plusSeconds(7200);
        assertThat(call(DELIVERED, first, SECRET).statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
    }

    @Test
    void while_the_store_fails_nothing_is_handed_to_it() throws Exception {
        storeFails = Optional.of(new StoreHealth.Failing("disk full", now, "See that there is room."));

        assertThat(call(DELIVERED).statusCode()).isEqualTo(503);
        assertThat(call(DELIVERED, now, "a-strangers-secret").statusCode()).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_kept_and_not_asked_for_again() throws Exception {
        assertThat(call("{what is this").statusCode()).isEqualTo(200);
        assertThat(taken.getFirst().getFirst().report().notices()).isEmpty();
    }

    @Test
    void what_tells_of_nothing_that_matters_is_thanked_for() throws Exception {
        assertThat(call("{\"id\":\"e1\",\"type\":\"opened\"}").statusCode()).isEqualTo(200);
        assertThat(taken).isEmpty();
    }

    @Test
    void a_provider_calls_by_whatever_name_it_knows_us() throws Exception {
        String time = Long.toString(now.getEpochSecond());
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = String.join(
                    "\r\n",
                    "POST /feedback/standard HTTP/1.1",
                    "Host: mail.example.com",
                    "Connection: close",
                    "Content-Type: application/json",
                    "webhook-id: call-1",
                    "webhook-timestamp: " + time,
                    "webhook-signature: " + signature("call-1." + time + "." + DELIVERED, SECRET),
                    "Content-Length: " + DELIVERED.length(),
                    "",
                    DELIVERED);
            socket.getOutputStream().write(request.getBytes(UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void who_forges_without_end_is_not_even_read() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (int each = 0; each < 510; each++) {
            answers.add(stranger.post("/feedback/standard", "{}").statusCode());
        }

        assertThat(answers.subList(0, 500)).containsOnly(401);
        assertThat(answers.subList(500, 510)).containsOnly(429);
        now = now.plusSeconds(1);
        assertThat(call(DELIVERED).statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_that_is_replaced_counts_from_the_next_call_on() throws Exception {
        call(DELIVERED);
        bounces = with(WebhookSpec.of(
                WebhookProvider.STANDARD, new Proof.Secrets(List.of(new Secret("the-next-secret-of-length")))));

        assertThat(call(DELIVERED).statusCode()).isEqualTo(401);
        assertThat(call(DELIVERED, now, "the-next-secret-of-length").statusCode())
                .isEqualTo(200);
    }
}
