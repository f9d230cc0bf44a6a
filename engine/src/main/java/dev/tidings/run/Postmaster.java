package dev.tidings.run;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Returned;
import dev.tidings.ledger.Suppressed;
import dev.tidings.run.Matching.Found;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Judges what others tell: which mail it is about, whether somebody must not be mailed again, and whether a
/// notification had better stop. One node at a time does so.
///
/// What is to follow is done before the notice counts as judged: whoever is stopped in between does it again, which
/// changes nothing.
final class Postmaster {
    static final String ARRIVALS = "arrivals";

    /// Nobody rings it.
    private static final String GATHERED = "arrivals gathered";
    private static final String DUTY = "judging what comes back";
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration LOOKED_BACK = Duration.ofDays(1);
    private static final int PORTION = 500;
    private static final Duration GATHERING = Duration.ofMillis(500);
    /// Whoever tells of what is not on record yet is early.
    private static final Duration EARLY = Duration.ofSeconds(30);
    /// So is who tells of a mail that is being handed over: that is known soon.
    private static final Duration UNDER_WAY = Duration.ofSeconds(3);

    private final Supplier<Setup> setup;
    private final Ledger ledger;
    private final History history;
    private final Bus bus;
    private final Listener listener;
    private final InstantSource clock;
    private boolean begun;
    private boolean onDuty;

    Postmaster(Supplier<Setup> setup, Stores stores, Listener listener, InstantSource clock) {
        this.setup = setup;
        this.ledger = stores.ledger();
        this.history = stores.history();
        this.bus = stores.bus();
        this.listener = listener;
        this.clock = clock;
    }

    void turn() throws InterruptedException {
        if (!begun) {
            lookBack();
            begun = true;
        }
        if (round() < PORTION) {
            bus.await(ARRIVALS, bus.patience());
            // what comes right behind it is judged with it: a few more cost little, each alone as much as all
            bus.await(GATHERED, GATHERING);
        }
    }

    /// Whoever judged before us may have ended before they stopped what had better stop.
    private void lookBack() {
        Set<String> notifications = history.returned(clock.instant().minus(LOOKED_BACK)).stream()
                .map(Returned::notification)
                .collect(Collectors.toSet());
        stop(notifications, new Watchman(setup.get().workspace(), history));
    }

    /// Whether it is ours to judge now.
    private boolean isOnDuty() {
        boolean before = onDuty;
        onDuty = ledger.onDuty(DUTY, KEPT);
        if (onDuty && !before) {
            lookBack();
        }
        return onDuty;
    }

    /// Judges one portion, and with it what else the last report of that tells; returns how many.
    int round() {
        List<NoticeRecord> notices = ledger.unjudged(PORTION);
        if (notices.isEmpty() || !isOnDuty()) {
            return 0;
        }
        Setup now = setup.get();
        Matching matching = new Matching(now.returnPath(), history, notices);
        Map<NoticeRecord, Optional<Found>> found = new LinkedHashMap<>();
        notices.forEach(each -> found.put(each, matching.find(each)));
        Belief belief = new Belief(now.workspace(), history, clock.instant());
        Beyond beyond = new Beyond(history, byDelivery(found, belief));
        Doorman doorman = new Doorman(now.workspace(), history, clock.instant());
        Jury jury = new Jury(now.workspace(), doorman, belief, beyond, clock.instant());
        List<Long> early = new ArrayList<>();
        List<Long> underWay = new ArrayList<>();
        List<Sentence> sentences = new ArrayList<>();
        found.forEach((notice, about) -> {
            if (jury.isEarly(notice, about)) {
                (isUnderWay(about) ? underWay : early).add(notice.id());
            } else {
                sentences.add(jury.judge(notice, about));
            }
        });
        putOff(early, EARLY);
        putOff(underWay, UNDER_WAY);
        carryOut(sentences, new Watchman(now.workspace(), history));
        return notices.size();
    }

    private static boolean isUnderWay(Optional<Found> found) {
        return found.filter(each -> each.delivery().state() == State.SENDING).isPresent();
    }

    private void putOff(List<Long> notices, Duration time) {
        if (!notices.isEmpty()) {
            ledger.putOff(notices, clock.instant().plus(time));
        }
    }

    private static Map<Long, List<NoticeRecord>> byDelivery(Map<NoticeRecord, Optional<Found>> found, Belief belief) {
        Map<Long, List<NoticeRecord>> byDelivery = new HashMap<>();
        found.forEach((notice, about) -> about.filter(each -> belief.isSure(notice, each))
                .ifPresent(each -> byDelivery
                        .computeIfAbsent(each.delivery().id(), _ -> new ArrayList<>())
                        .add(notice)));
        return byDelivery;
    }

    private void carryOut(List<Sentence> sentences, Watchman watchman) {
        suppress(sentences);
        Map<Long, Optional<State>> judged =
                ledger.judge(sentences.stream().map(Sentence::judgement).toList());
        sentences.forEach(
                each -> Optional.ofNullable(judged.get(each.notice().id())).ifPresent(became -> tell(each, became)));
        stop(sentences, judged, watchman);
    }

    private void suppress(List<Sentence> sentences) {
        List<Suppression> wanted =
                sentences.stream().flatMap(each -> each.suppression().stream()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        Suppressed suppressed = ledger.suppress(wanted);
        if (!suppressed.added().isEmpty()) {
            listener.on(new Event.Suppressed(suppressed.added(), suppressed.leftOut()));
        }
    }

    /// What another node has judged meanwhile is told by that one.
    private void tell(Sentence sentence, Optional<State> became) {
        listener.on(new Event.Judged(
                sentence.notice().source(),
                sentence.notice().notice(),
                sentence.delivery()
                        .map(about -> new Event.About(about.occurrence().notification(), about.trace())),
                became));
    }

    /// Those of which something came back just now.
    private void stop(List<Sentence> sentences, Map<Long, Optional<State>> judged, Watchman watchman) {
        Set<String> notifications = new HashSet<>();
        sentences.stream()
                .filter(each -> judged.getOrDefault(each.notice().id(), Optional.empty())
                        .isPresent())
                .flatMap(each -> each.delivery().stream())
                .forEach(each -> notifications.add(each.occurrence().notification()));
        stop(notifications, watchman);
    }

    private void stop(Set<String> notifications, Watchman watchman) {
        for (String notification : notifications) {
            Optional<String> why = watchman.tooMuch(notification);
            if (why.isPresent() && ledger.stop(notification, why.get())) {
                listener.on(new Event.Stopped(notification, why.get()));
            }
        }
    }
}
