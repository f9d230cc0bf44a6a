package dev.tidings.deliver;

import dev.tidings.deliver.Connections.Connection;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Letter;
import dev.tidings.smtp.Mailbag;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The parcels that one hand has taken up, as letters for one conversation after another.
///
/// A letter whose turn did not come goes into the next conversation, ahead of the others; but not for ever.
final class Satchel implements Mailbag {
    private static final int CONVERSATIONS_MAX = 3;

    private final String transport;
    private final Clerk clerk;
    private final Meaning meaning;
    private final Transcripts transcripts;
    private final Supplier<OctetsMax> octetsMax;
    private final InstantSource clock;
    private final Deque<ParcelLetter> waiting = new ArrayDeque<>();
    private int room;
    private int taken;
    private Supplier<String> connection = () -> "";

    /// @param octetsMax how large a mail may be, as far as is known at that moment
    Satchel(
            String transport,
            Clerk clerk,
            Meaning meaning,
            Transcripts transcripts,
            Supplier<OctetsMax> octetsMax,
            InstantSource clock) {
        this.transport = transport;
        this.clerk = clerk;
        this.meaning = meaning;
        this.transcripts = transcripts;
        this.octetsMax = octetsMax;
        this.clock = clock;
    }

    /// Whether there is anything to carry.
    boolean isFilled() {
        while (waiting.isEmpty()) {
            List<Parcel> next = clerk.next(1);
            if (next.isEmpty()) {
                return false;
            }
            next.stream().map(this::letter).filter(this::fits).forEach(waiting::add);
        }
        return true;
    }

    /// Nothing is said to the server about a mail that is too large.
    private boolean fits(ParcelLetter letter) {
        OctetsMax limit = octetsMax.get();
        boolean fits = limit.admits(letter.content().length);
        if (!fits) {
            report(letter, new Outcome.Oversize(letter.content().length, limit));
        }
        return fits;
    }

    private ParcelLetter letter(Parcel parcel) {
        return new ParcelLetter(parcel, clock.instant(), transcripts.of(transport, parcel.claim()), this);
    }

    /// Hears how a connection is opened for whoever waits longest.
    Doorway doorway() {
        return waiting.getFirst().doorway();
    }

    /// The next conversation is by this connection, and takes as many letters at most as it has room for.
    void board(Connection next) {
        room = next.room();
        taken = 0;
        connection = () -> next.inWords(taken);
    }

    /// How many the last conversation took.
    int taken() {
        return taken;
    }

    /// No conversation can be had for what is taken up.
    ///
    /// @param heard the reply that ended the attempt to have one
    void fail(Outcome outcome, List<Answer> heard) {
        List<ParcelLetter> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.stay(outcome, heard));
    }

    void handedOver(ParcelLetter letter, Handover what) {
        if (what instanceof Handover.NotBegun && letter.conversations() < CONVERSATIONS_MAX) {
            waiting.add(letter);
            return;
        }
        meaning.of(what).ifPresent(outcome -> report(letter, outcome));
    }

    void report(ParcelLetter letter, Outcome outcome) {
        clerk.report(letter.parcel(), letter.attempt(transport, clock.instant(), outcome));
    }

    @Override
    public List<Letter> next(int most) {
        int wanted = Math.min(most, room);
        List<ParcelLetter> letters = new ArrayList<>(wanted);
        while (letters.size() < wanted) {
            List<ParcelLetter> next = take(wanted - letters.size());
            if (next.isEmpty()) {
                break;
            }
            next.stream().filter(this::fits).forEach(letters::add);
        }
        room -= letters.size();
        for (ParcelLetter each : letters) {
            each.board(connection);
            taken++;
        }
        return List.copyOf(letters);
    }

    private List<ParcelLetter> take(int most) {
        if (waiting.isEmpty()) {
            return clerk.next(most).stream().map(this::letter).toList();
        }
        List<ParcelLetter> first = new ArrayList<>();
        while (first.size() < most && !waiting.isEmpty()) {
            first.add(waiting.removeFirst());
        }
        return first;
    }

    @Override
    public List<Letter> mayEnd(List<Letter> letters) {
        List<Parcel> parcels = new ArrayList<>(letters.size());
        letters.forEach(each -> parcels.add(((ParcelLetter) each).parcel()));
        Set<Parcel> armed = Collections.newSetFromMap(new IdentityHashMap<>());
        armed.addAll(clerk.arm(parcels));
        List<Letter> ending = new ArrayList<>(letters);
        ending.removeIf(each -> !armed.contains(((ParcelLetter) each).parcel()));
        return ending;
    }
}
