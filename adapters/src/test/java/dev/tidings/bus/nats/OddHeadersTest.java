package dev.tidings.bus.nats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Other systems' messages have the headers that their libraries let through; ours would send none of these.
@Timeout(60)
final class OddHeadersTest {
    private final List<Incoming> heard = new CopyOnWriteArrayList<>();

    /// Says it as another program would, and waits until the server has it.
    private static void say(TestNats nats, byte[] headers, String body) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", nats.port)) {
            byte[] text = body.getBytes(UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write("CONNECT {\"verbose\":false,\"headers\":true}\r\nHPUB orders.shipped %d %d\r\n"
                    .formatted(headers.length, headers.length + text.length)
                    .getBytes(UTF_8));
            out.write(headers);
            out.write(text);
            out.write("\r\nPING\r\n".getBytes(UTF_8));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = in.readLine(); !"PONG".equals(line); line = in.readLine()) {
                assertThat(line).startsWith("INFO");
            }
        }
    }

    private static byte[] headers(String lines) {
        return ("NATS/1.0\r\n" + lines + "\r\n").getBytes(UTF_8);
    }

    @Test
    void an_event_fires_whatever_its_headers_are_and_cuts_no_line() throws Exception {
        try (TestNats nats = TestNats.started();
                NatsBus bus = NatsBus.at(nats.address());
                Connection somebody = nats.connection()) {
            somebody.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("ORDERS")
                            .subjects("orders.*")
                            .build());
            Listening listening = bus.wires().listen("shipped", "orders.shipped", heard::add);
            await().atMost(10, SECONDS).until(((NatsListening) listening)::isHearing);

            say(nats, headers("Nats-Msg-Id: größe-7\r\ncustomer: 客户\r\n"), "named");
            say(nats, headers("customer: Jörg\r\nce-id: order 8\r\n"), "beside");
            say(nats, "NATS/1.0\r\nce-id: \u00ff\r\n\r\n".getBytes(ISO_8859_1), "no text");
            say(nats, headers("größe: 1\r\nno colon\r\n folded\r\nce-id: order 9\r\n"), "no names");
            say(nats, "NATS/1.0 503\r\nce-id: order 10\r\n\r\n".getBytes(UTF_8), "no status");
            say(nats, "nonsense".getBytes(UTF_8), "no headers");
            say(nats, headers("Nats-Msg-Id: last\r\n"), "größe");

            await().atMost(10, SECONDS).until(() -> heard.size() == 7);
            assertThat(heard)
                    .extracting(each -> each.id().replaceFirst(" of 20.*", ""))
                    .containsExactly("größe-7", "order 8", "ORDERS#3", "order 9", "order 10", "ORDERS#6", "last");
            assertThat(listening.trouble()).isEmpty();
            assertThat(somebody.jetStreamManagement()
                            .getConsumerInfo("ORDERS", new Names("tidings").consumer("shipped", "orders.shipped"))
                            .getRedelivered())
                    .isZero();
        }
    }
}
