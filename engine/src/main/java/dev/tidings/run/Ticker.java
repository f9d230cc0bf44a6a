package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Stop;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Occurrence.Period;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Due;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timetable;
import dev.tidings.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// WHEN: fires what is due. Visits every instant, decides the late ones, and has each recorded.
final class Ticker {
    static final String AGENDA = "agenda";

    /// In one transaction.
    private static final int FIRINGS_MAX = 1000;
    /// Of one notification in one round at least, so that a long downtime of one does not hold up the others.
    private static final int INSTANTS_SHARE = 100;

    /// So long an instant is left to a node that runs something newer.
    private static final Duration LEFT_TO_OTHERS = Duration.ofSeconds(10);

    private static final Duration LOOKING_AGAIN = Duration.ofMillis(250);

    private final Ledger ledger;
    private final History history;
    private final Bus bus;
    private final Listener listener;
    private final InstantSource clock;
    private Map<String, Notification> notifications = Map.of();
    private Stage stage = Stage.LOG;
    private Timetable timetable = new Timetable();
    private Map<String, String> stopped = Map.of();
    private boolean leaves;

    Ticker(Stores stores, Listener listener, InstantSource clock) {
        this.ledger = stores.ledger();
        this.history = stores.history();
        this.bus = stores.bus();
        this.listener = listener;
        this.clock = clock;
    }

    /// Goes by this workspace from now on. An instant on record stands as long as its schedule still gives
    /// it, and where another node runs something newer, whatever it is: that one keeps the record.
    ///
    /// @param whole false when notifications may be missing because their files have problems; their instants
    ///              stay on record
    synchronized void adopt(Workspace workspace, boolean whole) {
        Instant now = clock.instant();
        Map<String, Instant> agenda = new HashMap<>(ledger.agenda());
        Map<String, Timing> timings = workspace.notifications().values().stream()
                .filter(each -> each.timing().isPresent())
                .collect(
                        Collectors.toMap(Notification::id, each -> each.timing().orElseThrow()));
        Set<String> behind = ledger.behind();
        Map<String, Instant> planned = new HashMap<>();
        Set<String> withdrawn = new HashSet<>(agenda.keySet());
        withdrawn.removeAll(timings.keySet());
        Set<String> gone = new HashSet<>(whole ? withdrawn : Set.of());
        timings.forEach((id, timing) -> next(timing, Optional.ofNullable(agenda.get(id)), now)
                .ifPresentOrElse(next -> planned.put(id, next), () -> gone.add(id)));
        planned.entrySet().removeIf(each -> each.getValue().equals(agenda.get(each.getKey())));
        gone.retainAll(agenda.keySet());
        ledger.plan(without(behind, planned));
        ledger.unplan(without(behind, gone));
        agenda.putAll(planned);
        agenda.keySet().removeAll(withdrawn);
        agenda.keySet().removeAll(gone);
        notifications = workspace.notifications();
        stage = workspace.settings().rehearsal().stage();
        timetable = Timetable.of(agenda);
        bus.ring(AGENDA);
    }

    private static Optional<Instant> next(Timing timing, Optional<Instant> recorded, Instant now) {
        return recorded.filter(instant -> gives(timing, instant))
                .or(() -> timing.schedule().next(now));
    }

    private static boolean gives(Timing timing, Instant instant) {
        return timing.schedule().next(instant.minusMillis(1)).equals(Optional.of(instant));
    }

    private static Map<String, Instant> without(Set<String> others, Map<String, Instant> agenda) {
        Map<String, Instant> ours = new HashMap<>(agenda);
        ours.keySet().removeAll(others);
        return ours;
    }

    private static Set<String> without(Set<String> others, Set<String> notifications) {
        Set<String> ours = new HashSet<>(notifications);
        ours.removeAll(others);
        return ours;
    }

    /// Fires what is due; returns how many instants were visited.
    synchronized int round() {
        Instant now = clock.instant();
        List<Firing> firings = new ArrayList<>();
        List<Due> all = ours(timetable.due(now), now);
        stopped = all.isEmpty() ? Map.of() : stops();
        int share = Math.max(INSTANTS_SHARE, FIRINGS_MAX / Math.max(1, all.size()));
        for (Due due : all) {
            if (firings.size() >= FIRINGS_MAX) {
                break;
            }
            visit(due, now, share, firings);
        }
        if (!firings.isEmpty()) {
            List<Occurrence> fired = ledger.fire(firings);
            announce(fired, firings, clock.instant());
            move(firings);
            follow(passed(fired, firings));
            // While more is due at this very moment, firing comes before drawing audiences.
            if (firings.size() < FIRINGS_MAX) {
                bus.ring(Expander.OCCURRENCES);
            }
        }
        return firings.size();
    }

    /// Without those that another node fires with something newer than this one has.
    private List<Due> ours(List<Due> all, Instant now) {
        Set<String> behind = all.isEmpty() ? Set.of() : ledger.behind();
        List<Due> ours = all.stream()
                .filter(due -> !behind.contains(due.id())
                        || !now.isBefore(due.instant().plus(LEFT_TO_OTHERS)))
                .toList();
        leaves = ours.size() < all.size();
        return ours;
    }

    /// Why, by notification.
    private Map<String, String> stops() {
        return history.stops().stream().collect(Collectors.toMap(Stop::notification, Stop::why));
    }

    private void visit(Due due, Instant now, int most, List<Firing> firings) {
        Notification notification = Objects.requireNonNull(notifications.get(due.id()));
        Timing timing = notification.timing().orElseThrow();
        Optional<Instant> instant = Optional.of(due.instant());
        for (int visited = 0; visited < most; visited++) {
            if (instant.filter(each -> !each.isAfter(now)).isEmpty()) {
                return;
            }
            Optional<Instant> next = timing.schedule().next(instant.get());
            firings.add(firing(notification, timing, instant.get(), next, now));
            instant = next;
        }
    }

    private Firing firing(
            Notification notification, Timing timing, Instant instant, Optional<Instant> next, Instant now) {
        Decision decision = switch (timing.decide(instant, now)) {
            case Late.Decision.Fire fire ->
                Optional.ofNullable(stopped.get(notification.id()))
                        .<Decision>map(why -> new Decision.Skipped("stopped: " + why))
                        .orElseGet(Decision.Due::new);
            case Late.Decision.Missed(String reason) -> new Decision.Missed(reason);
        };
        Period period = new Period(timing.schedule().previous(instant).orElse(instant), instant);
        return new Firing(
                new Occurrence.Key(notification.id(), instant, Cause.SCHEDULE),
                decision,
                next,
                stage,
                notification.revision(),
                period,
                Optional.empty());
    }

    /// What was missed, or skipped, is told in one piece for each notification: after a month there may be millions.
    private void announce(List<Occurrence> recorded, List<Firing> firings, Instant stored) {
        Map<Occurrence.Key, Decision> decisions =
                firings.stream().collect(Collectors.toMap(Firing::key, Firing::decision));
        Map<List<Object>, Event.Missed> missed = new LinkedHashMap<>();
        for (Occurrence occurrence : recorded) {
            switch (Objects.requireNonNull(decisions.get(occurrence.key()))) {
                case Decision.Due due ->
                    listener.on(new Event.Fired(occurrence, Duration.between(occurrence.due(), stored)));
                case Decision.Missed(String why) -> miss(occurrence, false, why, missed);
                case Decision.Skipped(String why) -> miss(occurrence, true, why, missed);
            }
        }
        missed.values().forEach(listener::on);
    }

    private static void miss(
            Occurrence occurrence, boolean skipped, String why, Map<List<Object>, Event.Missed> missed) {
        Event.Missed one = new Event.Missed(occurrence.notification(), skipped, occurrence.due(), why);
        missed.merge(List.of(one.notification(), skipped), one, Event.Missed::and);
    }

    private void move(List<Firing> firings) {
        for (Firing firing : firings) {
            String id = firing.key().notification();
            firing.next().ifPresentOrElse(next -> timetable.set(id, next), () -> timetable.remove(id));
        }
    }

    /// The first instant of each notification that this node did not fire.
    private static Map<String, Instant> passed(List<Occurrence> fired, List<Firing> firings) {
        Set<Occurrence.Key> ours = fired.stream().map(Occurrence::key).collect(Collectors.toSet());
        Map<String, Instant> passed = new LinkedHashMap<>();
        firings.stream()
                .map(Firing::key)
                .filter(key -> !ours.contains(key))
                .forEach(key -> passed.putIfAbsent(key.notification(), key.instant()));
        return passed;
    }

    /// Another node fired it, or the record goes by another schedule. That of a node with something newer stands for
    /// as long as that node works; then this one's takes its place, from the instant that was passed over.
    private void follow(Map<String, Instant> passed) {
        if (passed.isEmpty()) {
            return;
        }
        Map<String, Instant> agenda = ledger.agenda();
        Map<String, Instant> ours = new HashMap<>();
        passed.forEach((id, instant) -> Optional.ofNullable(agenda.get(id)).ifPresent(recorded -> {
            Timing timing =
                    Objects.requireNonNull(notifications.get(id)).timing().orElseThrow();
            if (gives(timing, recorded)) {
                timetable.set(id, recorded);
            } else {
                ours.put(id, instant);
            }
        }));
        if (!ours.isEmpty()) {
            plan(without(ledger.behind(), ours));
        }
    }

    private void plan(Map<String, Instant> agenda) {
        ledger.plan(agenda);
        agenda.forEach(timetable::set);
    }

    /// How long nothing is due; at most `atMost`, since a clock may jump.
    synchronized Duration pause(Duration atMost) {
        Duration wait = timetable
                .wake()
                .map(wake -> Duration.between(clock.instant(), wake))
                .orElse(atMost);
        Duration least = leaves && wait.compareTo(LOOKING_AGAIN) < 0 ? LOOKING_AGAIN : wait;
        return least.compareTo(atMost) < 0 ? least : atMost;
    }
}
