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
import dev.tidings.notification.Notification;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HOW: claims what waits for one road, has it composed, and hands it over.
///
/// What is claimed ahead of the hands is little, so nothing waits long while its lease runs, and one slow server
/// holds up only its own hand.
final class Courier {
    /// Composed and waiting for a hand, for each hand; more than a few are needed so that queries for data
    /// serve many people at once.
    private static final int AHEAD = 4;

    private static final int AHEAD_LEAST = 32;
    private static final Duration BATCHING = Duration.ofMillis(20);
    /// Before a mail is tried again that a transport could not even report on.
    private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(10);

    /// A hand without work looks up so often.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Road road;
    private final Transport catcher;
    private final Supplier<Setup> setup;
    private final Ledger ledger;
    private final Duration lease;
    private final Registrar registrar;
    private final Listener listener;
    private final InstantSource clock;
    private final Supply supply;
    private final Room room;
    private final Belt belt = new Belt(Belt.OCTETS_MAX);
    private final ConcurrentMap<Long, Claim> held = new ConcurrentHashMap<>();

    /// @param catcher takes what may not leave the house
    Courier(
            Road road,
            Transport catcher,
            Supplier<Setup> setup,
            Stores stores,
            Registrar registrar,
            Listener listener,
            InstantSource clock) {
        this.road = road;
        this.catcher = catcher;
        this.setup = setup;
        this.ledger = stores.ledger();
        this.lease = stores.lease();
        this.registrar = registrar;
        this.listener = listener;
        this.clock = clock;
        this.supply = new Supply(road, stores, clock);
        int underWay = road.hands() * Math.max(road.transport().window(), catcher.window());
        int capacity = underWay + Math.max(AHEAD_LEAST, AHEAD * road.hands());
        this.room = new Room(capacity, capacity / 4);
    }

    Road road() {
        return road;
    }

    Lanes lanes() {
        return supply.lanes();
    }

    /// One turn: claims and composes, or waits for work, for a free hand or for the road.
    void turn(Bus bus) throws InterruptedException {
        int wanted = room.take(BATCHING);
        if (wanted > 0 && round(wanted) == 0) {
            Duration pause = road.pause(clock.instant(), bus.patience());
            boolean goesOn = pause.isZero() && road.breaker().closed().isEmpty() && supply.hasMore();
            if (!goesOn) {
                bus.await(road.name(), pause.isZero() ? supply.pause(bus.patience()) : lanes().pause(pause));
            }
        }
    }

    /// Claims as many as the road allows, at most `wanted`, and composes them; returns how many.
    int round(int wanted) throws InterruptedException {
        List<Claim> claims = claim(wanted);
        compose(claims);
        return claims.size();
    }

    private List<Claim> claim(int wanted) {
        int admitted = 0;
        List<Claim> claims = List.of();
        try {
            admitted = road.admit(wanted, clock.instant());
            claims = admitted == 0 ? List.of() : supply.claim(admitted);
            claims.forEach(this::hold);
            return claims;
        } finally {
            road.giveBack(admitted - claims.size());
            room.giveBack(wanted - claims.size());
        }
    }

    /// Where an earlier claim of the same delivery has not been dropped yet, its place is free from now on.
    private void hold(Claim claim) {
        Claim earlier = held.put(claim.delivery(), claim);
        if (earlier != null) {
            room.giveBack(1);
            road.leave(earlier);
        }
    }

    /// What reaches neither the belt nor the register, whyever, is given back.
    private void compose(List<Claim> claims) throws InterruptedException {
        Set<Claim> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(claims);
        try {
            Setup now = setup.get();
            new Composing(now, ledger).compose(claims, (claim, composition) -> {
                boolean taken = take(claim, now, composition);
                if (taken) {
                    left.remove(claim);
                }
                return taken;
            });
        } finally {
            giveBack(left);
        }
    }

    /// @return false when the road takes nothing more
    private boolean take(Claim claim, Setup by, Composition composition) throws InterruptedException {
        return switch (composition) {
            case Composed message -> belt.put(parcel(claim, by.stage(claim.occurrence()), message));
            case Composition.Unfit(String rule, String why) -> notComposed(claim, by, new Outcome.Unfit(rule, why));
            case Composition.Unready(String why) -> notComposed(claim, by, new Outcome.Unready(why));
        };
    }

    private Parcel parcel(Claim claim, Stage stage, Composed message) {
        Setup now = setup.get();
        Composed sent = now.returnPath()
                .filter(_ -> stage != Stage.LOG)
                .map(path -> message.from(path.of(claim.trace(), claim.attempt())))
                .orElse(message);
        return new Parcel(claim, stage, sent, now.rules(claim.occurrence()).dsn());
    }

    private boolean notComposed(Claim claim, Setup by, Outcome outcome) {
        Optional<Revision> revision =
                by.workspace().notification(claim.occurrence().notification()).map(Notification::revision);
        Attempt attempt = new Attempt(claim.attempt(), "", clock.instant(), Duration.ZERO, outcome);
        register(claim, attempt, Optional.empty(), revision);
        road.giveBack(List.of(claim));
        return true;
    }

    /// What a hand takes up from the belt, if something comes soon.
    Optional<Parcel> next() throws InterruptedException {
        return belt.take(PATIENCE);
    }

    /// One hand's work: carries a parcel with those that follow.
    void carry(Parcel first) {
        Transport transport = first.stage() == Stage.LOG ? catcher : road.transport();
        Watch watch = new Watch(transport, first);
        boolean returned = false;
        try {
            transport.carry(watch);
            returned = true;
        } finally {
            watch.end(returned);
        }
    }

    /// Nothing goes where its stage does not let it go any more, nor on a road that has closed meanwhile, nor by
    /// another transport than the one at hand.
    private boolean mayGo(Parcel parcel, Transport transport) {
        boolean closed = transport == road.transport() && !road.breaker().letsThrough();
        boolean astray = (parcel.stage() == Stage.LOG) != (transport == catcher);
        return !closed && !astray && setup.get().stage(parcel.claim().occurrence()) == parcel.stage();
    }

    /// Where end-of-data may have been written this changes nothing: the lease ends and the janitor judges.
    private void putOff(List<Claim> claims) {
        try {
            ledger.defer(claims, road.name(), clock.instant().plus(AFTER_A_MISTAKE));
        } finally {
            claims.forEach(this::drop);
        }
    }

    /// Hands out parcels while a transport carries, and keeps the record.
    private final class Watch implements Clerk {
        private final Transport transport;
        private final Set<Parcel> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
        private @Nullable Parcel first;
        private boolean lineIsLost;

        private Watch(Transport transport, Parcel first) {
            this.transport = transport;
            this.first = first;
        }

        @Override
        public List<Parcel> next(int most) {
            List<Parcel> taken = new ArrayList<>();
            if (first != null) {
                taken.add(first);
                first = null;
            }
            if (taken.size() < most) {
                taken.addAll(belt.takeMore(most - taken.size()));
            }
            List<Parcel> going = new ArrayList<>(taken.size());
            List<Claim> staying = new ArrayList<>();
            for (Parcel parcel : taken) {
                if (mayGo(parcel, transport)) going.add(parcel);
                else staying.add(parcel.claim());
            }
            underWay.addAll(going);
            giveBack(staying);
            return going;
        }

        @Override
        public List<Parcel> arm(List<Parcel> parcels) {
            lineIsLost = false;
            Set<Claim> armed = Collections.newSetFromMap(new IdentityHashMap<>());
            armed.addAll(ledger.arm(parcels.stream().map(Parcel::claim).toList()));
            List<Parcel> going = new ArrayList<>(parcels.size());
            List<Claim> lost = new ArrayList<>();
            for (Parcel parcel : parcels) {
                if (armed.contains(parcel.claim())) {
                    going.add(parcel);
                } else {
                    underWay.remove(parcel);
                    lost.add(parcel.claim());
                }
            }
            giveBack(lost);
            return going;
        }

        @Override
        public void report(Parcel parcel, Attempt attempt) {
            underWay.remove(parcel);
            try {
                if (transport == road.transport() && isNews(attempt.outcome())) {
                    heed(parcel.claim(), attempt);
                }
            } finally {
                register(
                        parcel.claim(),
                        attempt,
                        Optional.of(parcel.message()),
                        parcel.message().revision());
            }
        }

        /// A line that is lost leaves all that was in flight on it uncertain, and that is one failure of the road.
        /// Before another can be lost something is armed for it.
        private boolean isNews(Outcome outcome) {
            if (!(outcome instanceof Outcome.Uncertain)) {
                return true;
            }
            boolean news = !lineIsLost;
            lineIsLost = true;
            return news;
        }

        /// @param returned whether the transport came to its end
        private void end(boolean returned) {
            if (first != null) {
                underWay.add(first);
            }
            List<Claim> left = underWay.stream().map(Parcel::claim).toList();
            if (left.isEmpty()) {
                return;
            }
            if (returned) {
                giveBack(left);
            } else {
                putOff(left);
            }
        }
    }

    private void heed(Claim claim, Attempt attempt) {
        switch (road.heed(claim, attempt.outcome(), clock.instant())) {
            case OPENED -> listener.on(new Event.RoadOpened(road.name()));
            case CLOSED ->
                road.breaker()
                        .closed()
                        .ifPresent(closed -> listener.on(
                                new Event.RoadClosed(road.name(), closed.trouble(), closed.why(), closed.again())));
            case NONE -> {}
        }
    }

    private void register(Claim claim, Attempt attempt, Optional<Composed> message, Optional<Revision> revision) {
        boolean underWay = false;
        try {
            registrar.register(claim, attempt, message, revision).whenComplete((written, failure) -> drop(claim));
            underWay = true;
        } finally {
            if (!underWay) {
                drop(claim);
            }
        }
    }

    /// Prolongs what is in hand; a server may take ten minutes to answer.
    void renew() {
        if (!held.isEmpty()) {
            ledger.renew(List.copyOf(held.values()), lease);
        }
    }

    /// Takes nothing more: what is claimed from now on is given back.
    void stop() {
        belt.close();
    }

    /// Takes nothing more, and gives back what no hand has taken up.
    void close() {
        stop();
        giveBack(belt.clear().stream().map(Parcel::claim).toList());
    }

    /// Where even that fails, the leases end, since nobody renews them.
    private void giveBack(Collection<Claim> claims) {
        try {
            if (!claims.isEmpty()) {
                ledger.release(claims);
            }
        } finally {
            road.giveBack(claims);
            claims.forEach(this::drop);
        }
    }

    private void drop(Claim claim) {
        belt.forget(claim);
        if (held.remove(claim.delivery(), claim)) {
            room.giveBack(1);
            road.leave(claim);
        }
    }

    /// How many mails are claimed here and not settled.
    int inHand() {
        return held.size();
    }

    /// How many parcels wait for a hand.
    int waiting() {
        return belt.size();
    }
}
