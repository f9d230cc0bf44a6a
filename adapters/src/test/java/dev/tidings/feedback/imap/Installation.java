package dev.tidings.feedback.imap;

import dev.tidings.contracts.MovableClock;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.Report;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.notification.MailboxSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the nodes of one installation have in common: a record of what came in, and notes of how far mailboxes
/// are read.
final class Installation implements Intake {
    static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");
    static final Pace QUICK = new Pace(
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(20),
            Duration.ofMillis(250),
            new Pace.Pauses(Duration.ofMillis(10), Duration.ofMillis(50)),
            new Pace.Pauses(Duration.ofMillis(100), Duration.ofSeconds(1)));

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Arrival> taken = new LinkedHashMap<>();
    private int offered;
    private int failures;
    private Optional<String> reading = Optional.empty();
    private long until;

    /// A node that reads a mailbox from now on.
    Collector node(String name, MailboxSpec spec) {
        return node(name, spec, QUICK);
    }

    Collector node(String name, MailboxSpec spec, Pace pace) {
        Places seen = asSeenBy(name);
        Sweep sweep = new Sweep(spec, seen, arrivals(), this);
        return Collector.start(
                spec,
                oauth -> {
                    throw new AssertionError("no token is wanted");
                },
                seen,
                sweep,
                pace);
    }

    static Arrivals arrivals() {
        return new Arrivals(Installation::read, new MovableClock(NOW));
    }

    /// What says so is a bounce; what says that it explodes cannot be read.
    static Report read(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (text.contains("explodes")) {
            throw new IllegalStateException("it explodes");
        }
        return text.contains("bounce") ? new Report(Kind.BOUNCE, List.of(), Clues.NONE) : Report.other(Clues.NONE);
    }

    @Override
    public synchronized void take(List<Arrival> arrivals) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the disk is full");
        }
        offered += arrivals.size();
        arrivals.forEach(each -> taken.putIfAbsent(each.id(), each));
    }

    /// So often from now on, nothing can be put on record.
    synchronized void fail(int times) {
        failures = times;
    }

    synchronized List<Arrival> taken() {
        return List.copyOf(taken.values());
    }

    /// How many were brought, those that were on record already among them.
    synchronized int offered() {
        return offered;
    }

    synchronized Map<String, Place> places() {
        return Map.copyOf(places);
    }

    private Places asSeenBy(String node) {
        return new Places() {
            @Override
            public Optional<Place> of(String mailbox) {
                synchronized (Installation.this) {
                    return Optional.ofNullable(places.get(mailbox));
                }
            }

            @Override
            public void note(String mailbox, Place place) {
                synchronized (Installation.this) {
                    places.put(mailbox, place);
                }
            }

            @Override
            public boolean onDuty(String mailbox, Duration atMost) {
                return Installation.this.onDuty(node, atMost);
            }
        };
    }

    private synchronized boolean onDuty(String node, Duration atMost) {
        long now = System.nanoTime();
        boolean ours = reading.filter(node::equals).isPresent();
        if (!ours && reading.isPresent() && until - now > 0) {
            return false;
        }
        reading = Optional.of(node);
        until = now + atMost.toNanos();
        return true;
    }
}
