package dev.tidings.server.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Callback;
import dev.tidings.server.MemoryStory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbacksTest extends MemoryStory {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        server.stop(0);
    }

    @Test
    void a_new_secret_while_a_call_is_under_way_tells_nothing_twice() throws Exception {
        try (Callbacks callbacks = new Callbacks(ledger, history(), clock)) {
            callbacks.adopt(List.of(callback("the old secret")));
            drawn("daily", "ann", "bob");
            claims(2).forEach(claim -> settle(accepted(claim)));
            asked.await();

            callbacks.adopt(List.of(callback("the new secret")));
            answers.countDown();

            await().until(() ->
                    calls.size() >= 2 && ledger.bookmark("callback " + url()).equals(Optional.of(2L)));
            assertThat(calls).doesNotHaveDuplicates().hasSize(2);
        }
    }

    @Test
    void an_address_that_was_left_out_and_named_again_goes_on_where_it_was() throws Exception {
        answers.countDown();
        try (Callbacks callbacks = new Callbacks(ledger, history(), clock)) {
            callbacks.adopt(List.of(callback("a secret")));
            callbacks.adopt(List.of());
            drawn("daily", "ann");
            settle(accepted(claim()));
            callbacks.adopt(List.of(callback("a secret")));

            await().until(() -> calls.size() == 1);
        }
    }

    private Callback callback(String secret) {
        return new Callback(url(), new Secret(secret), Set.of());
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }
}
