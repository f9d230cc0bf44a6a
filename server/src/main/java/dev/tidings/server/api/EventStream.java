package dev.tidings.server.api;

import dev.tidings.server.answer.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/// Server-sent events: `event: changed`, `data: {"topics": ["occurrence 12", "occurrences"]}`. What has
/// become of a topic is asked for as ever.
///
/// Written by hand on the request's own virtual thread: it ends when the other side is gone, or the house
/// closes.
final class EventStream {
    /// Often enough that nothing in between takes the line for dead.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Live live;

    EventStream(Live live) {
        this.live = live;
    }

    record Changed(Set<String> topics) {}

    void open(Context context) throws InterruptedException, IOException {
        try (Live.Watcher watcher = live.watch()) {
            context.res().setContentType("text/event-stream; charset=utf-8");
            feed(watcher, context.res().getOutputStream());
        }
    }

    private static void feed(Live.Watcher watcher, OutputStream out) throws InterruptedException {
        try {
            write(out, ": watching\n\n");
            while (!watcher.isOver()) {
                Set<String> topics = watcher.next(HEARTBEAT);
                write(out, topics.isEmpty() ? ": still here\n\n" : changed(topics));
            }
        } catch (IOException gone) {
            // Nobody listens any more: the usual end.
            return;
        }
    }

    private static String changed(Set<String> topics) {
        return "event: changed\ndata: " + Json.MAPPER.writeValueAsString(new Changed(topics)) + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
