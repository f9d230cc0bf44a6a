package dev.tidings.server.api;

import dev.tidings.server.answer.Json;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Server-sent events: `event: changed`, `data: {"topics": ["occurrence 12", "occurrences"]}`. What has become of a
/// topic is asked for as ever.
final class Stream {
    /// Often enough that nothing in between takes the line for dead.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Live live;

    Stream(Live live) {
        this.live = live;
    }

    record Changed(Set<String> topics) {}

    void open(SseClient client) {
        Live.Watcher watcher = live.watch();
        client.keepAlive();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        client.onClose(() -> gone.complete(null));
        client.sendComment("watching");
        Thread.ofVirtual().name("watcher").start(() -> feed(client, watcher, gone));
    }

    private static void feed(SseClient client, Live.Watcher watcher, CompletableFuture<Void> gone) {
        try (watcher) {
            while (!gone.isDone() && !client.terminated()) {
                Set<String> topics = watcher.next(HEARTBEAT);
                if (topics.isEmpty()) {
                    client.sendComment("still here");
                } else {
                    client.sendEvent("changed", Json.MAPPER.writeValueAsString(new Changed(topics)));
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }
}
