package dev.tidings.acceptance.faults;

import dev.tidings.acceptance.WholeEngine;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.Transport;
import dev.tidings.event.Event;
import dev.tidings.event.Event.Attempted;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.TransportSpec;
import dev.tidings.run.RoadStatus;
import dev.tidings.run.Tidings;
import dev.tidings.smtp.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// One whole engine with a road and a notification for each trial, on a clock that is moved by hand.
final class Laboratory implements AutoCloseable {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final Map<String, Timeouts> timeouts;
    private final Map<String, Transport> transports = new ConcurrentHashMap<>();
    private final Map<String, List<Attempted>> attempts = new ConcurrentHashMap<>();
    private final WholeEngine engine;
    private volatile Optional<Tidings> started = Optional.empty();

    /// What a trial needs of the engine.
    ///
    /// @param transport the lines of `tidings.yaml` that reach its server, indented by four
    record Bench(String id, String transport, Timeouts timeouts) {}

    Laboratory(Path folder, List<Bench> benches) throws IOException, InterruptedException {
        timeouts = benches.stream().collect(Collectors.toMap(Bench::id, Bench::timeouts));
        write(folder, benches);
        engine = WholeEngine.start(folder, clock, this::transport, this::heard);
        started = Optional.of(engine.tidings());
    }

    private static void write(Path folder, List<Bench> benches) throws IOException {
        Path notifications = Files.createDirectories(folder.resolve("notifications"));
        StringBuilder settings = new StringBuilder("stage: live\nfrom: Tidings <tidings@example.com>\ntransports:\n");
        String people = Person.together().stream().map(Person::address).collect(Collectors.joining(", "));
        for (Bench bench : benches) {
            settings.append("  %s:\n%s    connections: 1\n".formatted(bench.id, bench.transport));
            Files.writeString(notifications.resolve(bench.id + ".yaml"), """
                    to: [ %s ]
                    subject: News
                    text: Good morning, this is for your eyes only.
                    deliver: { by: %s }
                    """.formatted(people, bench.id));
        }
        Files.writeString(folder.resolve("tidings.yaml"), settings);
    }

    private Transport transport(TransportSpec spec) {
        TransportSpec hurried = new TransportSpec(
                spec.name(),
                spec.server().with(timeouts.get(spec.name())),
                spec.pool(),
                spec.allowance(),
                spec.provider(),
                spec.oauth());
        int others = Person.together().size() - 1;
        Transport transport = new Gathered(new SmtpTransport(hurried, clock), () -> waiting(spec.name()) >= others);
        transports.put(spec.name(), transport);
        return transport;
    }

    private void heard(Event event) {
        if (event instanceof Attempted attempted) {
            attempts.computeIfAbsent(key(attempted), _ -> new CopyOnWriteArrayList<>())
                    .add(attempted);
        }
    }

    private static String key(Attempted attempted) {
        return attempted.claim().occurrence().notification() + " "
                + attempted.claim().recipient().mailbox().address();
    }

    /// Everybody's mail of a trial is due.
    void fire(String id) {
        run(id, Optional.empty());
    }

    /// One person's mail of a trial is due.
    void fire(String id, Person only) {
        run(id, Optional.of(Address.parse(only.address())));
    }

    private void run(String id, Optional<Address> only) {
        clock.pass(Duration.ofMillis(1)); // no two at the same instant
        engine.tidings().run(id, only, Cause.MANUAL);
    }

    List<Attempted> attempts(String id, Person person) {
        return List.copyOf(attempts.getOrDefault(id + " " + person.address(), List.of()));
    }

    /// Until so much time has passed that whatever waits may go.
    void passTime(String id) {
        clock.pass(Duration.ofMinutes(20));
        ring(id);
    }

    /// As long as a road that has closed for the first time lets nobody through.
    void rest(String id) {
        clock.pass(Duration.ofSeconds(30));
        ring(id);
    }

    /// Until a road whose server asked for fewer goes as fast as before.
    void comeBack(String id) {
        clock.pass(Duration.ofMinutes(6));
        ring(id);
    }

    void ring(String id) {
        engine.bus().ring(id);
    }

    /// As a person does who has looked after a closed road.
    void open(String id) {
        engine.tidings().decisions().open(id);
    }

    /// Says goodbye on whatever connection lies idle.
    void sweep(String id) {
        clock.pass(Duration.ofMinutes(1));
        transports.get(id).sweep();
    }

    Transport.Use use(String id) {
        return transports.get(id).use();
    }

    Optional<Closed> closed(String id) {
        return road(id).flatMap(RoadStatus::closed);
    }

    private int waiting(String id) {
        return road(id).map(RoadStatus::waiting).orElse(0);
    }

    private Optional<RoadStatus> road(String id) {
        return started.flatMap(tidings ->
                tidings.roads().stream().filter(road -> road.name().equals(id)).findFirst());
    }

    @Override
    public void close() {
        engine.close();
    }
}
