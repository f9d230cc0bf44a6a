package dev.tidings.bus.nats;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection: made when it is first asked for, and again whenever it breaks. Whoever asks waits a second at most,
/// and only while the first one is being made.
final class Line implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final NatsAddress address;
    private final Trouble trouble;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    /// What the client said last while it was away.
    private volatile String reason = "";

    Line(NatsAddress address) {
        this.address = address;
        this.trouble = new Trouble("bus nats " + address);
    }

    NatsAddress address() {
        return address;
    }

    /// Nothing while the server is away.
    Optional<Connection> connection() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("line to nats").start(this::keep);
        }
        try {
            if (!tried.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) trouble.is(away());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(connection).filter(each -> each.getStatus() == Status.CONNECTED);
    }

    Optional<String> trouble() {
        return connection().isPresent() ? Optional.empty() : Optional.of(away());
    }

    /// A connection that breaks mends itself; one that was refused twice is given up by the client, and made anew.
    private void keep() {
        do {
            Connection current = connection;
            if (current == null || current.getStatus() == Status.CLOSED) connect();
            tried.countDown();
        } while (!closedWithin(AGAIN));
    }

    private void connect() {
        try {
            Connection made = Nats.connect(options());
            connection = made;
            reason = "";
            LOG.info("bus nats {}: {}", address, ServerVersion.of(made.getServerInfo()));
            trouble.isOver();
            if (closing.getCount() == 0) made.close();
        } catch (AuthenticationException refused) {
            said(String.valueOf(refused.getMessage()));
            trouble.is(away());
        } catch (IOException | IllegalStateException away) {
            trouble.is(away());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options() {
        return address.options()
                .connectionName("tidings")
                .dataPortType(LegiblePort.class.getName())
                .connectionTimeout(Duration.ofSeconds(2))
                .maxReconnects(-1)
                .reconnectWait(AGAIN)
                .reconnectBufferSize(0) // what is put while it is away is forgotten
                .pingInterval(Duration.ofSeconds(5))
                .connectionListener((_, event) -> heard(event))
                .errorListener(listener())
                .build();
    }

    private void heard(ConnectionListener.Events event) {
        if (closing.getCount() == 0) return;
        switch (event) {
            case DISCONNECTED, CLOSED -> trouble.is(away());
            case RECONNECTED -> {
                reason = "";
                trouble.isOver();
            }
            default -> {}
        }
    }

    private ErrorListener listener() {
        return new ErrorListener() {
            @Override
            public void errorOccurred(Connection connection, String error) {
                said(error);
            }

            @Override
            public void exceptionOccurred(Connection connection, Exception thrown) {
                said(root(thrown).getMessage());
            }
        };
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : root(cause);
    }

    private void said(@Nullable String text) {
        if (text != null) reason = text;
    }

    private String away() {
        if (reason.contains("Authorization") || reason.contains("Authentication")) {
            return "nats-server at " + address + " refuses user, password or token";
        }
        return "no nats-server answers at " + address + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    boolean closedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Connection current = connection;
        if (current == null) return;
        try {
            current.flush(PATIENCE); // acknowledgements that are on their way
        } catch (TimeoutException | IllegalStateException away) {
            LOG.debug("bus nats {}: {}", address, away.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        try {
            current.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
