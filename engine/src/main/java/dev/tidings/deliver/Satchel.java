package dev.tidings.deliver;

import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Letter;
import dev.tidings.smtp.Mailbag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The parcels that one hand has taken up, as letters for one conversation after another.
///
/// A letter whose turn did not come goes into the next conversation, ahead of the others; but not for ever.
final class Satchel implements Mailbag {
    private static final int CONVERSATIONS_MAX = 3;

    private final String transport;
    private final Clerk clerk;
    private final Meaning meaning;
    private final Supplier<OctetsMax> octetsMax;
    private final InstantSource clock;
    private final Deque<Carried> waiting = new ArrayDeque<>();
    private int room;
    private int taken;

    /// @param octetsMax how large a mail may be, as far as is known at that moment
    Satchel(String transport, Clerk clerk, Meaning meaning, Supplier<OctetsMax> octetsMax, InstantSource clock) {
        this.transport = transport;
        this.clerk = clerk;
        this.meaning = meaning;
        this.octetsMax = octetsMax;
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
                    parcel.message().receiver().toString());
        }

        @Override
        public Envelope envelope() {
            return envelope;
        }

        @Override
        public byte[] content() {
            return parcel.message().content();
        }

        /// Nothing is said to the server about a mail that is too large.
        boolean fits() {
            OctetsMax limit = octetsMax.get();
            boolean fits = limit.admits(content().length);
            if (!fits) {
                report(new Outcome.Oversize(content().length, limit));
            }
            return fits;
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
        while (waiting.isEmpty()) {
            List<Parcel> next = clerk.next(1);
            if (next.isEmpty()) {
                return false;
            }
            next.stream().map(Carried::new).filter(Carried::fits).forEach(waiting::add);
        }
        return true;
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
        while (letters.size() < wanted) {
            List<Carried> next = take(wanted - letters.size());
            if (next.isEmpty()) {
                break;
            }
            next.stream().filter(Carried::fits).forEach(letters::add);
        }
        room -= letters.size();
        taken += letters.size();
        return letters;
    }

    private List<Carried> take(int most) {
        if (waiting.isEmpty()) {
            return clerk.next(most).stream().map(Carried::new).toList();
        }
        List<Carried> first = new ArrayList<>();
        while (first.size() < most && !waiting.isEmpty()) {
            first.add(waiting.removeFirst());
        }
        return first;
    }

    @Override
    public List<Letter> mayEnd(List<Letter> letters) {
        Map<Parcel, Letter> byParcel = new IdentityHashMap<>();
        letters.forEach(each -> byParcel.put(((Carried) each).parcel, each));
        List<Parcel> armed =
                clerk.arm(letters.stream().map(each -> ((Carried) each).parcel).toList());
        return armed.stream().map(byParcel::get).toList();
    }
}
