package dev.tidings.feedback.smtp;

import dev.tidings.contracts.MovableClock;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.Report;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where a receiver puts what it takes in.
final class Desk implements Intake {
    static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");
    static final String OURS = "bounces+signed@mail.example.com";

    private static final Trace MAIL = new Trace("0123456789abcdef".repeat(2));

    final MovableClock clock = new MovableClock(NOW);
    private final List<Arrival> taken = new ArrayList<>();
    private boolean broken;
    final Queue<Rejection> refused = new ConcurrentLinkedQueue<>();

    Receiver receiver(Protocol protocol) throws IOException {
        return receiver(protocol, Limits.USUAL);
    }

    Receiver receiver(Protocol protocol, Limits limits) throws IOException {
        Arrivals arrivals = new Arrivals(
                _ -> new Report(
                        Kind.BOUNCE,
                        List.of(),
                        new Clues(List.of("said@in.it"), Optional.empty(), List.of(), List.of())),
                clock);
        return Receiver.open(
                new ListenSpec(protocol, new Listen("127.0.0.1", 0)),
                new Reception(protocol, "mail.example.com", Desk::mail, arrivals, this, refused::add, limits),
                clock);
    }

    static Limits limits(int guests, Duration patience, long octetsMax, int mistakes, int messages) {
        return new Limits(guests, patience, patience, octetsMax, mistakes, messages, Limits.USUAL.ofOneMail());
    }

    private static Optional<Trace> mail(String address) {
        return address.startsWith("bounces+signed") ? Optional.of(MAIL) : Optional.empty();
    }

    @Override
    public synchronized void take(List<Arrival> arrivals) {
        if (broken) {
            throw new IllegalStateException("the disk is full");
        }
        taken.addAll(arrivals);
    }

    synchronized void broken(boolean now) {
        broken = now;
    }

    synchronized List<Arrival> taken() {
        return List.copyOf(taken);
    }
}
