package dev.tidings.bench.peer;

import dev.tidings.bench.Progress;
import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A peer does what Tidings does: SQL audience → render → MIME → SMTP, and where it is told to, into a durable record.
///
/// `PeerLoad PEER FOLDER PORT PEOPLE CONNECTIONS [record]` prints a line of figures: see [Progress#end].
public final class PeerLoad {
    private final BlockingQueue<Person> waiting = new ArrayBlockingQueue<>(2_000);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Peer peer;
    private final Wording wording;
    private final Book book;
    private volatile boolean drawn;

    private PeerLoad(Peer peer, Wording wording, Book book) {
        this.peer = peer;
        this.wording = wording;
        this.book = book;
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int port = Integer.parseInt(arguments[2]);
        int people = Integer.parseInt(arguments[3]);
        int connections = Integer.parseInt(arguments[4]);
        boolean record = arguments.length > 5 && arguments[5].equals("record");
        Wording wording = name.equals("spring") ? new ThymeleafWording() : new PebbleWording();
        try (Peer peer = peer(name, port, connections);
                Audience audience = new Audience(folder.resolve("crm.db"), people)) {
            Progress progress = new Progress(people);
            Book book = record ? new SqliteBook(folder.resolve("book.db"), progress) : new NoBook(progress);
            new PeerLoad(peer, wording, book).run(audience, connections);
            System.out.println(progress.end(record ? name + "+record" : name, book.close()));
        }
        System.exit(0); // whatever threads a peer may have left
    }

    private static Peer peer(String name, int port, int connections) {
        return switch (name) {
            case "spring" -> new SpringPeer(port);
            case "simple" -> new SimplePeer(port, connections);
            case "angus" -> AngusPeer.stock(port);
            case "angus-pipelined" -> AngusPeer.pipelined(port);
            case "vertx" -> new VertxPeer(port);
            case "hubspot" -> new HubspotPeer(port, new AngusMime(Session.getInstance(new Properties()))::octets);
            case "hubspot-hand" -> new HubspotPeer(port, HandMime::octets);
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }

    private void run(Audience audience, int connections) throws Exception {
        List<Thread> hands = new ArrayList<>();
        for (int hand = 0; hand < connections; hand++) {
            hands.add(peer.threads().start(this::send));
        }
        draw(audience);
        for (Thread hand : hands) {
            hand.join();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    private void draw(Audience audience) throws Exception {
        for (List<Person> page = audience.page(); !page.isEmpty(); page = audience.page()) {
            book.enter(page);
            for (Person person : page) {
                while (!waiting.offer(person, 100, TimeUnit.MILLISECONDS)) {
                    if (failure.get() != null) {
                        return;
                    }
                }
            }
        }
        drawn = true;
    }

    private void send() {
        try (Peer.Hand hand = peer.hand()) {
            while (failure.get() == null) {
                Person person = waiting.poll(20, TimeUnit.MILLISECONDS);
                if (person != null) {
                    send(hand, wording.to(person));
                    book.accepted(person);
                } else if (drawn) {
                    return;
                }
            }
        } catch (Throwable failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /// A mail that fails is sent again, as whoever uses the peer would.
    private static void send(Peer.Hand hand, Mail mail) throws Exception {
        try {
            hand.send(mail);
        } catch (Exception failed) {
            System.err.println("sent again: " + failed);
            hand.send(mail);
        }
    }
}
