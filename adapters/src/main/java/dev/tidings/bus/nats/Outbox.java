package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Publishes ids without waiting for what the server says to each; it may owe so many answers at once.
final class Outbox {
    private static final int OWED_MAX = 4000;
    private static final int ANSWER_SECONDS = 5;
    private static final int STORE_FAILED = 10077;
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Headers KIND = new Headers().put("type", "send_email_job");

    private final Line line;
    private final WorkStream stream;
    private final Trouble trouble;
    private final Semaphore free = new Semaphore(OWED_MAX);
    /// Subjects that had no room, by when that was.
    private final Map<String, Long> full = new ConcurrentHashMap<>();

    Outbox(Line line, WorkStream stream, Trouble trouble) {
        this.line = line;
        this.stream = stream;
        this.trouble = trouble;
    }

    void put(Connection connection, String subject, List<Long> deliveries)
            throws IOException, InterruptedException {
        JetStream to = connection.jetStream(WorkStream.PROMPT);
        for (long delivery : deliveries) {
            if (isFull(subject) || trouble.isFresh()) return;
            if (!free.tryAcquire(Line.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                trouble.is("nats-server at " + line.address() + " is slow to store what it is given");
                return;
            }
            put(to, connection, subject, delivery);
        }
    }

    private void put(JetStream to, Connection connection, String subject, long delivery) {
        boolean isUnderWay = false;
        try {
            to.publishAsync(subject, KIND, Long.toString(delivery).getBytes(StandardCharsets.US_ASCII))
                    .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((_, refused) -> answered(connection, subject, refused));
            isUnderWay = true;
        } finally {
            if (!isUnderWay) free.release();
        }
    }

    private boolean isFull(String subject) {
        Long since = full.get(subject);
        if (since == null) return false;
        if (System.nanoTime() - since < FULL_NANOS) return true;
        full.remove(subject, since);
        return false;
    }

    private void answered(Connection connection, String subject, @Nullable Throwable refused) {
        free.release();
        if (refused == null) {
            trouble.isOver();
            return;
        }
        Optional<JetStreamApiException> answer = answer(refused);
        if (answer.filter(Outbox::isForWantOfRoom).isPresent()) {
            full.put(subject, System.nanoTime());
            return;
        }
        stream.doubt();
        if (line.connection().isPresent() && !isForWantOfStream(refused)) {
            trouble.is(Reason.of(answer.isPresent() ? answer.get() : refused, connection, line.address()));
        }
    }

    /// The next one who puts makes it again, or finds out why not.
    private static boolean isForWantOfStream(Throwable refused) {
        return String.valueOf(refused.getMessage()).contains("503 No Responders");
    }

    private static Optional<JetStreamApiException> answer(Throwable refused) {
        for (Throwable each = refused; each != null; each = each.getCause()) {
            if (each instanceof JetStreamApiException answer) return Optional.of(answer);
        }
        return Optional.empty();
    }

    private static boolean isForWantOfRoom(JetStreamApiException answer) {
        return answer.getApiErrorCode() == STORE_FAILED
                && answer.getErrorDescription().startsWith("maximum messages");
    }
}
