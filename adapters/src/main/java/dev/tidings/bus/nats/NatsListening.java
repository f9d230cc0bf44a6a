package dev.tidings.bus.nats;

import dev.tidings.bus.Wires;
import dev.tidings.bus.Wires.Incoming;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hears the events of a subject, one after the other, on a thread of its own.
final class NatsListening implements Wires.Listening {
    private static final Duration ASKED_FOR = Duration.ofSeconds(5);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(5);
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final Line line;
    private final EventStream stream;
    private final String subject;
    private final Wires.Ear ear;
    private final Trouble hearing;
    private final Trouble astray;
    private final Trouble refusing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean isHearing;

    NatsListening(Line line, Names names, String listener, String subject, Wires.Ear ear) {
        this.line = line;
        this.stream = new EventStream(names, listener, subject);
        this.subject = subject;
        this.ear = ear;
        this.hearing = new Trouble("notification " + listener + ", events of nats:" + subject);
        this.astray = new Trouble("notification " + listener + ", nats:" + subject);
        this.refusing = new Trouble("notification " + listener + ", an event of nats:" + subject);
        this.thread = Thread.ofVirtual().name("ear for " + subject).start(this::listen);
    }

    private void listen() {
        do {
            try {
                Optional<Connection> connection = line.connection();
                if (connection.isPresent()) attend(connection.get());
            } catch (InterruptedException ended) {
                return;
            }
        } while (!closedWithin(LOOK_EVERY));
    }

    private void attend(Connection connection) throws InterruptedException {
        try {
            List<String> found = stream.streams(connection);
            if (found.isEmpty()) {
                hearing.is(nowhere());
                return;
            }
            stream.open(connection, found.getFirst());
            if (found.size() > 1) hearing.is(severalOf(found));
            else hearing.isOver();
            hear(connection, found.getFirst());
        } catch (IOException | JetStreamApiException refused) {
            if (line.connection().isPresent()) hearing.is(Reason.of(refused, connection, line.address()));
        } catch (IllegalStateException broken) {
            hearing.is("the line to nats-server at " + line.address() + " broke");
        }
    }

    private String nowhere() {
        return ("no JetStream stream at nats-server %s has the subject %s; make one that has: nats stream add NAME"
                        + " --subjects \"%s\"")
                .formatted(line.address(), subject, subject);
    }

    private String severalOf(List<String> streams) {
        return "%s is in several streams %s: heard is %s alone; write a narrower subject for each"
                .formatted(subject, streams, streams.getFirst());
    }

    /// Until the consumer is gone, or nobody wants to hear any more.
    private void hear(Connection connection, String name) throws InterruptedException {
        try (Inbox inbox = new Inbox(connection)) {
            isHearing = true;
            while (isOpen()) {
                inbox.ask(name, stream.consumer(), ASKED_FOR);
                Optional<Message> next = next(connection, inbox);
                if (next.isEmpty()) return;
                if (next.get().isJetStream()) hear(next.get());
                else if (isEndOfConsumer(next.get())) return;
            }
        } finally {
            isHearing = false;
        }
    }

    /// Nothing when the server does not say anything, which it does where there is no such consumer.
    private Optional<Message> next(Connection connection, Inbox inbox) throws InterruptedException {
        Duration waited = Duration.ZERO;
        while (isOpen() && isUp(connection) && waited.compareTo(ASKED_FOR.plus(Line.PATIENCE)) < 0) {
            Optional<Message> next = inbox.next(LOOK_UP);
            if (next.isPresent()) return next;
            waited = waited.plus(LOOK_UP);
        }
        return Optional.empty();
    }

    /// A line that broke has taken what was asked for with it.
    private static boolean isUp(Connection connection) {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /// 408 and 404 say that nothing came. Others have their reasons.
    private static boolean isEndOfConsumer(Message status) {
        int code = status.getStatus().getCode();
        return code != 408 && code != 404;
    }

    private void hear(Message message) throws InterruptedException {
        if (!isOpen()) {
            message.nak();
            return;
        }
        if (EventName.isSchedule(message)) {
            leave(message);
            return;
        }
        Incoming event = EventName.event(message);
        try {
            ear.hear(event);
        } catch (RuntimeException | Error failed) {
            Duration delay = delay(message.metaData().deliveredCount());
            refusing.is(
                    "%s was not taken: %s; it comes again in %s ms".formatted(event.id(), failed, delay.toMillis()));
            message.nakWithDelay(delay);
            return;
        }
        acknowledge(message);
        refusing.isOver();
    }

    /// Acknowledging it would take the schedule away where the stream is a queue.
    private void leave(Message message) throws InterruptedException {
        astray.is("%s is a schedule and no event; name the subject that it is to send to, and not a wildcard over both"
                .formatted(message.getSubject()));
        if (stream.keepsWhatIsAcknowledged()) acknowledge(message);
        else message.nakWithDelay(LONGEST_DELAY);
    }

    private void acknowledge(Message message) throws InterruptedException {
        try {
            message.ackSync(Line.PATIENCE);
            stream.reached(message.metaData().streamSequence());
        } catch (TimeoutException unheard) {
            hearing.is("nats-server at " + line.address() + " does not answer; the event comes again");
        }
    }

    /// @param times how often it has come
    private static Duration delay(long times) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(times - 1, 10));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    /// Whether there is a consumer that keeps what comes.
    boolean isHearing() {
        return isHearing;
    }

    boolean isOpen() {
        return closing.getCount() > 0;
    }

    private boolean closedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }

    @Override
    public Optional<String> trouble() {
        return line.trouble().or(hearing::why).or(refusing::why).or(astray::why);
    }

    @Override
    public void stop() {
        closing.countDown();
    }

    /// Whoever is being heard is heard out, for a while. The consumer stays: what comes meanwhile waits there.
    @Override
    public void close() {
        stop();
        if (Thread.currentThread().equals(thread)) return;
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
