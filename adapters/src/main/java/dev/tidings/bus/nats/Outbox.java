package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Publishes ids one behind the other without waiting for what the server says to each; only at the end it is heard
/// out, for a second at most.
final class Outbox {
    private static final int STORE_FAILED = 10077;
    private static final Headers KIND = new Headers().put("type", "send_email_job");

    private final Line line;
    private final WorkStream stream;
    private final Trouble trouble;
    /// Subjects that had no room the last time.
    private final Set<String> full = ConcurrentHashMap.newKeySet();

    Outbox(Line line, WorkStream stream, Trouble trouble) {
        this.line = line;
        this.stream = stream;
        this.trouble = trouble;
    }

    void put(Connection connection, String subject, List<Long> deliveries) throws IOException, InterruptedException {
        JetStream to = connection.jetStream(WorkStream.PROMPT);
        List<CompletableFuture<?>> answers = new ArrayList<>(deliveries.size());
        for (long delivery : deliveries) {
            answers.add(put(to, connection, subject, delivery));
            // where there was no room, one finds out whether there is some again
            if (full.contains(subject)) hearOut(answers);
            if (full.contains(subject) || trouble.isFresh()) break;
        }
        hearOut(answers);
    }

    private CompletableFuture<?> put(JetStream to, Connection connection, String subject, long delivery) {
        return to.publishAsync(subject, KIND, Long.toString(delivery).getBytes(StandardCharsets.US_ASCII))
                .handle((_, refused) -> answered(connection, subject, refused));
    }

    private void hearOut(List<CompletableFuture<?>> answers) throws InterruptedException {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .get(Line.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            if (line.connection().isPresent()) trouble.is("nats-server at " + line.address() + " is slow to store ids");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause()); // each has its answer: what is left is broken
        }
    }

    /// @return whether it is stored
    private boolean answered(Connection connection, String subject, @Nullable Throwable refused) {
        Optional<JetStreamApiException> answer = Optional.ofNullable(refused).flatMap(Outbox::answer);
        if (refused == null) {
            full.remove(subject);
            trouble.isOver();
        } else if (answer.filter(Outbox::isForWantOfRoom).isPresent()) {
            full.add(subject);
        } else {
            stream.doubt();
            if (line.connection().isPresent() && !isForWantOfStream(refused)) {
                trouble.is(Reason.of(answer.isPresent() ? answer.get() : refused, connection, line.address()));
            }
        }
        return refused == null;
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
