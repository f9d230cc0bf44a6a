package dev.tidings.feedback.smtp;

import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for mail servers that bring back what did not arrive. A virtual thread for each of them.
public final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final int WAITING_AT_THE_DOOR = 100;
    private static final Duration OUT_OF_BREATH = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final ListenSpec spec;
    private final Reception reception;
    private final Guests guests;
    private final Quota quota;
    private final ServerSocket door;
    private final Thread doorkeeper;
    private final Map<Thread, Conversation> conversations = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> trouble = Optional.empty();

    private Receiver(ListenSpec spec, Reception reception, InstantSource clock, ServerSocket door) {
        this.spec = spec;
        this.reception = reception;
        this.guests = new Guests(reception.limits(), clock);
        this.quota = new Quota(reception.limits().ofOneMail(), clock);
        this.door = door;
        this.doorkeeper = Thread.ofVirtual().name("door of " + spec).unstarted(this::admit);
    }

    /// @param name  what we call ourselves: the domain of our return addresses
    /// @param ours  the mail of an address that we signed; asked by many at once
    /// @param clock by which strangers' conduct is judged
    /// @param ear   hears what is refused
    /// @throws IOException in a sentence, when nobody can listen there
    public static Receiver open(
            ListenSpec spec,
            String name,
            Function<String, Optional<Trace>> ours,
            Arrivals arrivals,
            Intake intake,
            InstantSource clock,
            Rejection.Ear ear)
            throws IOException {
        return open(spec, new Reception(spec.protocol(), name, ours, arrivals, intake, ear, Limits.USUAL), clock);
    }

    static Receiver open(ListenSpec spec, Reception reception, InstantSource clock) throws IOException {
        ServerSocket door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(spec.place().host(), spec.place().port()), WAITING_AT_THE_DOOR);
        } catch (IOException taken) {
            door.close();
            throw new IOException("nobody can listen at " + spec + ": " + taken.getMessage(), taken);
        }
        Receiver receiver = new Receiver(spec, reception, clock, door);
        receiver.doorkeeper.start();
        return receiver;
    }

    public int port() {
        return door.getLocalPort();
    }

    /// What keeps messages from being taken in, in a sentence; empty while all is well.
    public Optional<String> trouble() {
        return trouble.map(why -> spec + ": " + why);
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                if (guests.enter(socket.getInetAddress())) {
                    Thread.ofVirtual().name("guest of " + spec).start(() -> converse(socket));
                } else {
                    turnAway(socket);
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.warn("{} admits nobody for a second: {}", spec, e.toString());
                    rest();
                }
            }
        }
    }

    /// Out of files, say. Ends early when we close.
    private void rest() {
        try {
            boolean _ = closing.await(OUT_OF_BREATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(Socket socket) {
        InetAddress address = socket.getInetAddress();
        try (socket;
                Peer peer = new Peer(socket)) {
            Conversation conversation = new Conversation(reception, guests, quota, peer, heard -> trouble = heard);
            conversations.put(Thread.currentThread(), conversation);
            if (closing.getCount() > 0) {
                conversation.run();
            }
        } catch (IOException gone) {
            LOG.debug("{} is gone: {}", address, gone.toString());
        } catch (RuntimeException mistake) {
            LOG.error("a conversation with {} made a mistake and ends", address, mistake);
        } finally {
            conversations.remove(Thread.currentThread());
            guests.leave(address);
        }
    }

    /// The reply fits into what the system keeps for a connection: nobody waits for a stranger to read it.
    private void turnAway(Socket socket) {
        reception.ear().refused(Rejection.CROWD);
        try (socket) {
            String reply = "421 4.7.0 " + reception.name() + " has no place for you now\r\n";
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            LOG.debug("{} did not wait to be turned away: {}", socket.getInetAddress(), gone.toString());
        }
    }

    /// Whoever is being listened to is hung up on, and brings it again; what is being put on record is answered
    /// first, if that does not take long. Whoever listened at the port lets go of it, so that it is
    /// free afterwards.
    @Override
    public void close() {
        closing.countDown();
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("{} closes: {}", spec, e.toString());
        }
        conversations.values().forEach(Conversation::end);
        Map<Thread, Conversation> left = Map.copyOf(conversations);
        try {
            long end = System.nanoTime() + GOODBYE.toNanos();
            doorkeeper.join();
            for (Thread each : left.keySet()) {
                boolean _ = each.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
