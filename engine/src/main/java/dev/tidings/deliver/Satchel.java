package dev.tidings.deliver;

import dev.tidings.smtp.Dsn;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Letter;
import dev.tidings.smtp.Mailbag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The parcels that one hand has taken up, as letters for one conversation after another.
///
/// A letter whose turn did not come goes into the next conversation, ahead of the others; but not for ever.
final class Satchel implements Mailbag {
    private static final int CONVERSATIONS_MAX = 3;

    private final String transport;
    private final Clerk clerk;
    private final Meaning meaning;
    private final InstantSource clock;
    private final Deque<Carried> waiting = new ArrayDeque<>();
    private int room;
    private int taken;

    Satchel(String transport, Clerk clerk, Meaning meaning, InstantSource clock) {
        this.transport = transport;
        this.clerk = clerk;
        this.meaning = meaning;
        this.clock = clock;
    }

    /// A parcel as a letter.
    private final class Carried implements Letter {
        private final Parcel parcel;
        private final Instant started = clock.instant();
        private final Envelope envelope;
        private int conversations;

        Carried(Parcel parcel) {
            this.parcel = parcel;
            this.envelope = new Envelope(
                    parcel.message().sender().toString(),
                    List.of(parcel.message().receiver().toString()),
                    parcel.dsn()
                            .map(dsn ->
                                    new Dsn.Request(dsn, parcel.claim().trace().hex())));
        }

        @Override
        public Envelope envelope() {
            return envelope;
        }

        @Override
        public byte[] content() {
            return parcel.message().content();
        }

        @Override
        public void handedOver(Handover what) {
            conversations++;
            if (what instanceof Handover.NotBegun && conversations < CONVERSATIONS_MAX) {
                waiting.add(this);
                return;
            }
            meaning.of(what).ifPresent(this::report);
        }

        private void report(Outcome outcome) {
            Duration took = Duration.between(started, clock.instant());
            clerk.report(parcel, new Attempt(parcel.claim().attempt(), transport, started, took, outcome));
        }
    }

    /// Whether there is anything to carry.
    boolean isFilled() {
        if (waiting.isEmpty()) {
            clerk.next(1).forEach(parcel -> waiting.add(new Carried(parcel)));
        }
        return !waiting.isEmpty();
    }

    /// So many letters at most are for the next conversation.
    void limit(int most) {
        room = most;
        taken = 0;
    }

    /// How many the last conversation took.
    int taken() {
        return taken;
    }

    /// No conversation can be had for what is taken up.
    void fail(Outcome outcome) {
        List<Carried> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.report(outcome));
    }

    @Override
    public List<Letter> next(int most) {
        int wanted = Math.min(most, room);
        List<Letter> letters = new ArrayList<>(wanted);
        while (letters.size() < wanted && !waiting.isEmpty()) {
            letters.add(waiting.removeFirst());
        }
        if (letters.size() < wanted) {
            clerk.next(wanted - letters.size()).forEach(parcel -> letters.add(new Carried(parcel)));
        }
        room -= letters.size();
        taken += letters.size();
        return letters;
    }

    @Override
    public List<Letter> mayEnd(List<Letter> letters) {
        List<Parcel> parcels = new ArrayList<>(letters.size());
        letters.forEach(each -> parcels.add(((Carried) each).parcel));
        Set<Parcel> armed = Collections.newSetFromMap(new IdentityHashMap<>());
        armed.addAll(clerk.arm(parcels));
        List<Letter> ending = new ArrayList<>(letters);
        ending.removeIf(each -> !armed.contains(((Carried) each).parcel));
        return ending;
    }
}
