package dev.tidings.run;

import dev.tidings.audience.Copies;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Roll;
import dev.tidings.audience.SourceFailure;
import dev.tidings.bus.Bus;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Entered;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Query;
import dev.tidings.notification.Route;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// WHAT: draws the audience of an occurrence and puts everyone on record, page by page.
///
/// A crash in the middle is mended by drawing again: whoever is on record stays as they are.
final class Expander {
    static final String OCCURRENCES = "occurrences";

    private static final Logger LOG = LoggerFactory.getLogger(Expander.class);
    private static final int PAGE = 1000;
    /// A source that does not answer is asked again after a pause, for so long.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    /// One that finds too many waiting for its source comes again after so long.
    private static final Duration CROWDED = Duration.ofSeconds(10);

    /// Whom a source keeps waiting, and since when as far as this process knows: downtime is not the source's
    /// fault.
    private final Map<Long, Instant> waitingSince = new ConcurrentHashMap<>();

    private final Supplier<Setup> setup;
    private final Ledger ledger;
    private final Bus bus;
    private final Dispatch dispatch;
    private final Listener listener;
    private final InstantSource clock;
    private final Executor threads;
    private final Places places = new Places();
    private volatile boolean stopping;
    private volatile boolean resting;

    Expander(Supplier<Setup> setup, Stores stores, Listener listener, InstantSource clock, Executor threads) {
        this.setup = setup;
        this.ledger = stores.ledger();
        this.bus = stores.bus();
        this.dispatch = new Dispatch(
                stores.history(), stores.carrier(), road -> setup.get().isLimited(road));
        this.listener = listener;
        this.clock = clock;
        this.threads = threads;
    }

    /// One turn: sets going what is to be expanded, or waits for it.
    void turn(Duration pause) throws InterruptedException {
        if (round() == 0) {
            bus.await(OCCURRENCES, pause);
        }
    }

    /// Takes what is to be expanded and sets going whoever has a place; returns how many were taken or set
    /// going.
    int round() {
        int room = stopping || resting ? 0 : places.room();
        List<Occurrence> taken = room == 0 ? List.of() : ledger.expand(room);
        taken.forEach(this::queue);
        int started = 0;
        for (Optional<Places.Place> next = next(); next.isPresent(); next = next()) {
            Places.Place place = next.get();
            threads.execute(() -> work(place));
            started++;
        }
        return taken.size() + started;
    }

    private Optional<Places.Place> next() {
        return stopping ? Optional.empty() : places.next();
    }

    private void queue(Occurrence occurrence) {
        String source = source(occurrence);
        boolean tried = waitingSince.containsKey(occurrence.id());
        if (!places.queue(source, occurrence, tried)) {
            String why = "waits until fewer others ask source \"%s\"".formatted(source);
            ledger.postpone(occurrence, clock.instant().plus(CROWDED), why);
        }
    }

    /// The source that is asked for its people; [Places#HOME] when they are in the workspace itself.
    private String source(Occurrence occurrence) {
        Workspace workspace = setup.get().workspace();
        return workspace
                .notification(occurrence.notification())
                .map(notification -> switch (notification.audience()) {
                    case Audience.Listed listed -> Places.HOME;
                    case Audience.Drawn(Query query, Audience.Addressing addressing) ->
                        query.source().equals(SourceSpec.Files.OF_THE_WORKSPACE.name()) ? Places.HOME : query.source();
                })
                .orElse(Places.HOME);
    }

    private void work(Places.Place place) {
        Occurrence occurrence = place.occurrence();
        try {
            place.entered(Thread.currentThread());
            expand(occurrence);
        } catch (RuntimeException mistake) {
            mistaken(occurrence, mistake);
        } finally {
            dispatch.end(occurrence);
            places.leave(place);
            bus.ring(OCCURRENCES);
        }
    }

    private void mistaken(Occurrence occurrence, RuntimeException mistake) {
        if (stopping) {
            LOG.info("{} is drawn again by the next process: {}", occurrence, mistake.toString());
            return;
        }
        LOG.error("{} could not be expanded; it is given up", occurrence, mistake);
        abandon(occurrence, "could not be expanded: " + mistake);
    }

    /// Ends between two pages. What is half drawn is drawn again by the next process, and so is what fails
    /// from now on: its source may just have been closed.
    void stop() {
        stopping = true;
    }

    /// Waits until nobody draws any more, at most so long. To be called once no more rounds are made.
    ///
    /// @return false when somebody still does
    boolean await(Duration atMost) throws InterruptedException {
        return places.await(atMost);
    }

    /// Has whoever still draws give up: they wait for a source, and nothing of theirs is lost.
    void interrupt() {
        places.interrupt();
    }

    /// Takes nothing more, and gives back between two pages what it has.
    void rest() {
        resting = true;
        bus.ring(OCCURRENCES);
    }

    void resume() {
        resting = false;
        bus.ring(OCCURRENCES);
    }

    /// Nobody draws any more.
    boolean rested() {
        return places.empty();
    }

    private void giveBack(Occurrence occurrence) {
        ledger.postpone(occurrence, clock.instant(), "its node was drained; another one draws its audience");
    }

    private void expand(Occurrence occurrence) {
        if (resting && !stopping) {
            giveBack(occurrence);
            return;
        }
        Setup now = setup.get();
        Optional<Notification> notification = now.workspace().notification(occurrence.notification());
        if (notification.isEmpty()) {
            abandon(occurrence, "the notification is no longer in the workspace");
            return;
        }
        try (Roll roll = Roll.of(notification.get().audience(), now.sources(), Parameters.of(occurrence))) {
            if (draw(occurrence, notification.get(), roll)) {
                ledger.entered(occurrence);
                waitingSince.remove(occurrence.id());
            } else if (!stopping) {
                giveBack(occurrence);
            }
        } catch (SourceFailure failure) {
            undrawn(occurrence, String.valueOf(failure.getMessage()));
        }
    }

    /// @return false when it was stopped before the end
    private boolean draw(Occurrence occurrence, Notification notification, Roll roll) throws SourceFailure {
        Picking picking = occurrence.only().<Picking>map(Picking.One::new).orElseGet(Picking.Everyone::new);
        Copies copies = Copies.of(notification.deliver().correspondence());
        while (!picking.satisfied()) {
            List<Drawn> page = roll.next(PAGE);
            if (stopping || resting) {
                return false;
            }
            if (page.isEmpty()) {
                break;
            }
            if (!enter(occurrence, notification, withCopies(occurrence, picking.pick(page), copies))) {
                return true;
            }
        }
        enter(occurrence, notification, picking.rest(roll.unreadable()));
        return true;
    }

    /// Each person, followed by whoever gets a copy of their mail: they are composed together. A mail that a person
    /// asked for, for one address, has no copies.
    private static List<Drawn> withCopies(Occurrence occurrence, List<Drawn> page, Copies copies) {
        if (occurrence.only().isPresent()) {
            return page;
        }
        List<Drawn> all = new ArrayList<>(page.size());
        for (Drawn drawn : page) {
            all.add(drawn);
            if (drawn instanceof Drawn.Person(var recipient)) {
                all.addAll(copies.of(recipient));
            }
        }
        return all;
    }

    /// Copies make a page longer; it goes on record in pieces of the usual length.
    ///
    /// @return false when it is not being drawn any more: it was cancelled, say
    private boolean enter(Occurrence occurrence, Notification notification, List<Drawn> all) {
        for (int at = 0; at < all.size(); at += PAGE) {
            if (!enterPage(occurrence, notification, all.subList(at, Math.min(all.size(), at + PAGE)))) {
                return false;
            }
        }
        return true;
    }

    private boolean enterPage(Occurrence occurrence, Notification notification, List<Drawn> page) {
        Instant now = clock.instant();
        List<Entry> entries = page.stream()
                .map(drawn -> entry(drawn, occurrence, notification, now))
                .toList();
        Entered entered = ledger.enter(occurrence, entries);
        if (entered.equals(Entered.NOBODY)) {
            return false;
        }
        listener.on(new Event.Entered(occurrence, entered.people(), entered.misfits(), entered.suppressed()));
        dispatch.carry(occurrence);
        entries.stream().map(Entry::road).distinct().forEach(bus::ring);
        return true;
    }

    private static String road(Drawn drawn, Occurrence occurrence, Notification notification) {
        if (occurrence.stage() == Stage.LOG) {
            return Couriers.CATCHER;
        }
        return switch (notification.deliver().by()) {
            case Route.InOrder(List<String> roads) -> roads.getFirst();
            case Route.Shared shared ->
                shared.order(occurrence.trace().of(key(drawn))).getFirst();
        };
    }

    private static String key(Drawn drawn) {
        return switch (drawn) {
            case Drawn.Person(var recipient) -> recipient.key();
            case Drawn.Misfit misfit -> misfit.key();
        };
    }

    private static Entry entry(Drawn drawn, Occurrence occurrence, Notification notification, Instant now) {
        String road = road(drawn, occurrence, notification);
        Instant start = occurrence.due().isAfter(now) ? occurrence.due() : now;
        Instant due = start.plus(offset(drawn, occurrence, notification));
        return new Entry(drawn, due, due.plus(notification.deliver().retry().expires()), road);
    }

    /// Whoever is written to alone is not staggered: there is nobody to make way for.
    private static Duration offset(Drawn drawn, Occurrence occurrence, Notification notification) {
        if (occurrence.only().isPresent()) {
            return Duration.ZERO;
        }
        return switch (drawn) {
            case Drawn.Person(var recipient) ->
                notification
                        .timing()
                        .map(timing -> timing.offset(notification.id(), recipient.key()))
                        .orElse(Duration.ZERO);
            case Drawn.Misfit misfit -> Duration.ZERO;
        };
    }

    private void undrawn(Occurrence occurrence, String why) {
        if (stopping) {
            LOG.info("{} is drawn again by the next process: {}", occurrence, why);
            return;
        }
        Instant now = clock.instant();
        Instant since = waitingSince.computeIfAbsent(occurrence.id(), _ -> now);
        if (now.isBefore(since.plus(PATIENCE))) {
            listener.on(new Event.Undrawn(occurrence, why, true));
            ledger.postpone(occurrence, now.plus(PAUSE), why);
        } else {
            abandon(occurrence, why);
        }
        forgetCancelled(now);
    }

    /// Nobody comes back for one that was cancelled while it waited.
    private void forgetCancelled(Instant now) {
        Instant longAgo = now.minus(PATIENCE.multipliedBy(2));
        waitingSince.values().removeIf(since -> since.isBefore(longAgo));
    }

    private void abandon(Occurrence occurrence, String why) {
        waitingSince.remove(occurrence.id());
        listener.on(new Event.Undrawn(occurrence, why, false));
        ledger.abandon(occurrence, why);
    }
}
