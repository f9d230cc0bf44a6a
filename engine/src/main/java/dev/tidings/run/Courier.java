package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.compose.Composition;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Transport;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// HOW: claims what waits for one road, has it composed, and hands it over.
///
/// Each hand carries one parcel at a time; what is claimed ahead of the hands is little, so nothing waits
/// long while its lease runs, and one slow server holds up only its own hand.
final class Courier {
    static final Duration LEASE = Duration.ofSeconds(30);

    /// Composed and waiting for a hand, for each hand; more than a few are needed so that queries for data
    /// serve many people at once.
    private static final int AHEAD = 4;

    private static final int AHEAD_LEAST = 32;
    private static final Duration BATCHING = Duration.ofMillis(20);
    private static final Duration POLL = Duration.ofSeconds(1);

    /// A hand without work looks up so often, to see whether it is time to go home.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Road road;
    private final Transport catcher;
    private final Supplier<Setup> setup;
    private final Ledger ledger;
    private final Registrar registrar;
    private final Listener listener;
    private final InstantSource clock;
    private final int capacity;
    private final Semaphore places;
    private final Belt belt = new Belt();
    private final ConcurrentMap<Long, Claim> held = new ConcurrentHashMap<>();

    /// @param catcher takes what may not leave the house
    Courier(
            Road road,
            Transport catcher,
            Supplier<Setup> setup,
            Ledger ledger,
            Registrar registrar,
            Listener listener,
            InstantSource clock) {
        this.road = road;
        this.catcher = catcher;
        this.setup = setup;
        this.ledger = ledger;
        this.registrar = registrar;
        this.listener = listener;
        this.clock = clock;
        this.capacity = road.hands() + Math.max(AHEAD_LEAST, AHEAD * road.hands());
        this.places = new Semaphore(capacity);
    }

    Road road() {
        return road;
    }

    /// One turn: claims and composes, or waits for work, for a free hand or for the road.
    void turn(Bus bus) throws InterruptedException {
        int wanted = freePlaces();
        if (wanted > 0 && round(wanted) == 0) {
            Duration pause = road.pause(clock.instant(), POLL);
            bus.await(road.name(), pause.isZero() ? POLL : pause);
        }
    }

    /// Waits until a good part of the places is free, so that claims come in batches; takes what there is
    /// when that lasts too long.
    private int freePlaces() throws InterruptedException {
        int batch = capacity / 4;
        return (places.tryAcquire(batch, BATCHING.toNanos(), TimeUnit.NANOSECONDS) ? batch : 0) + places.drainPermits();
    }

    /// Claims as many as the road allows, at most `wanted`, and composes them; returns how many.
    int round(int wanted) throws InterruptedException {
        int admitted = road.admit(wanted, clock.instant());
        List<Claim> claims = admitted == 0 ? List.of() : ledger.claim(road.name(), admitted, LEASE);
        road.meter().giveBack(admitted - claims.size());
        places.release(wanted - claims.size());
        claims.forEach(claim -> held.put(claim.delivery(), claim));
        compose(claims);
        return claims.size();
    }

    private void compose(List<Claim> claims) throws InterruptedException {
        Setup now = setup.get();
        Instant started = clock.instant();
        for (Composing.Done done : new Composing(now, ledger).compose(claims)) {
            Claim claim = done.claim();
            switch (done.composition()) {
                case Composed message -> belt.put(new Parcel(claim, now.stage(claim.occurrence()), message));
                case Composition.Unfit(String rule, String why) ->
                    notComposed(claim, started, new Outcome.Unfit(rule, why));
                case Composition.Unready(String why) -> notComposed(claim, started, new Outcome.Unready(why));
            }
        }
    }

    private void notComposed(Claim claim, Instant started, Outcome outcome) {
        Duration took = Duration.between(started, clock.instant());
        register(claim, new Attempt(claim.attempt(), "", started, took, outcome), Optional.empty());
    }

    /// One hand's work: takes a parcel from the belt, if one comes soon, and carries it.
    void carryNext() throws InterruptedException {
        Optional<Parcel> parcel = belt.take(PATIENCE);
        try {
            parcel.ifPresent(this::carry);
        } finally {
            parcel.ifPresent(belt::carried);
        }
    }

    private void carry(Parcel parcel) {
        if (setup.get().stage(parcel.claim().occurrence()) != parcel.stage()) {
            giveBack(List.of(parcel.claim()));
            return;
        }
        Transport transport = parcel.stage() == Stage.LOG ? catcher : road.transport();
        transport.carry(List.of(parcel), new Watch());
    }

    /// Keeps the record while a transport carries.
    private final class Watch implements Clerk {
        @Override
        public List<Parcel> arm(List<Parcel> parcels) {
            List<Claim> armed = ledger.arm(parcels.stream().map(Parcel::claim).toList());
            List<Parcel> going = parcels.stream()
                    .filter(parcel -> armed.contains(parcel.claim()))
                    .toList();
            parcels.stream().filter(parcel -> !going.contains(parcel)).forEach(parcel -> drop(parcel.claim()));
            return going;
        }

        @Override
        public void report(Parcel parcel, Attempt attempt) {
            if (parcel.stage() != Stage.LOG) {
                heed(attempt);
            }
            register(parcel.claim(), attempt, Optional.of(parcel.message()));
        }
    }

    private void heed(Attempt attempt) {
        switch (road.heed(attempt.outcome(), clock.instant())) {
            case OPENED -> listener.on(new Event.RoadOpened(road.name()));
            case CLOSED ->
                road.breaker()
                        .closed()
                        .ifPresent(closed -> listener.on(
                                new Event.RoadClosed(road.name(), closed.trouble(), closed.why(), closed.again())));
            case NONE -> {}
        }
    }

    private void register(Claim claim, Attempt attempt, Optional<Composed> message) {
        registrar.register(claim, attempt, message).whenComplete((written, failure) -> drop(claim));
    }

    /// Prolongs what is in hand; a server may take ten minutes to answer.
    void renew() {
        if (!held.isEmpty()) {
            ledger.renew(List.copyOf(held.values()), LEASE);
        }
    }

    /// Gives back what no hand has taken up.
    void giveBack() {
        giveBack(belt.clear().stream().map(Parcel::claim).toList());
    }

    private void giveBack(List<Claim> claims) {
        ledger.release(claims);
        claims.forEach(this::drop);
    }

    private void drop(Claim claim) {
        if (held.remove(claim.delivery(), claim)) {
            places.release();
        }
    }

    /// How many parcels wait for a hand.
    int waiting() {
        return belt.size();
    }
}
