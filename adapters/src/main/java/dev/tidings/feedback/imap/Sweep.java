package dev.tidings.feedback.imap;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in what is new in one mailbox, in order: fetched, put on record, then marked, then noted as done. What
/// was broken off in between is done once more.
///
/// Where a group cannot be fetched, its messages are, one by one. One that the server does not give, try after
/// try, is passed over, so that it holds up nobody behind it; it stays where it is, and the log names it.
final class Sweep {
    static final String SOURCE = "imap";

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int GROUP = 20;
    private static final int TRIES = 3;
    private static final int TRIES_WHERE_THE_LINE_BREAKS = 20;

    private final MailboxSpec spec;
    private final Places places;
    private final Arrivals arrivals;
    private final Intake intake;
    private Place place = Place.before(0);
    private long carefulUntil;
    private long stuckAt;
    private int stuck;
    private volatile Optional<String> unmarked = Optional.empty();

    Sweep(MailboxSpec spec, Places places, Arrivals arrivals, Intake intake) {
        this.spec = spec;
        this.places = places;
        this.arrivals = arrivals;
        this.intake = intake;
    }

    /// Finds the place from which to go on. Where it is none of the mailbox as it is numbered now, everything
    /// counts as new: what is on record already changes nothing.
    void begin(Session session) {
        place = places.of(spec.name()).filter(session::knows).orElse(session.beginning());
    }

    /// @param goOn asked before each group
    void run(Session session, BooleanSupplier goOn) throws Failure {
        List<Long> news = session.after(place.uid());
        for (int done = 0; done < news.size() && goOn.getAsBoolean(); ) {
            int group = news.get(done) <= carefulUntil ? 1 : GROUP;
            List<Long> next = news.subList(done, Math.min(news.size(), done + group));
            takeIn(session, next);
            note(next.getLast());
            done += next.size();
        }
    }

    private void note(long uid) {
        place = place.at(uid);
        places.note(spec.name(), place);
    }

    /// Why messages that are on record could not be marked, when the last of them could not.
    Optional<String> unmarked() {
        return unmarked;
    }

    private record Batch(List<Arrival> arrivals, List<Long> understood) {}

    private void takeIn(Session session, List<Long> uids) throws Failure {
        Batch batch = readOrPassOver(session, uids);
        if (!batch.arrivals.isEmpty()) {
            intake.take(batch.arrivals);
            mark(session, batch.understood);
        }
    }

    private Batch readOrPassOver(Session session, List<Long> uids) throws Failure {
        try {
            Batch batch = read(session, uids);
            stuck = 0;
            return batch;
        } catch (Failure failure) {
            carefulUntil = uids.getLast();
            if (uids.size() > 1 || !isHopeless(uids.getFirst(), failure)) {
                throw failure;
            }
            passOver(uids.getFirst(), failure);
            return new Batch(List.of(), List.of());
        }
    }

    /// Of a long message all octets are here only while it is read.
    private Batch read(Session session, List<Long> uids) throws Failure {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        for (Found each : session.fetch(uids)) {
            Arrival arrival = arrivals.since(each.at(), SOURCE, session.whole(each));
            batch.arrivals.add(arrival);
            if (arrival.report().kind() != Kind.OTHER) {
                batch.understood.add(each.uid());
            }
        }
        return batch;
    }

    private void passOver(long uid, Failure failure) throws Failure {
        LOG.warn(
                "message {} in {} is passed over, since the server does not give it: {}",
                uid,
                spec.name(),
                failure.why());
        if (failure.kind() != Failure.Kind.REFUSED) {
            note(uid);
            throw failure; // nothing more is heard on this connection
        }
    }

    private boolean isHopeless(long uid, Failure failure) {
        stuck = uid == stuckAt ? stuck + 1 : 1;
        stuckAt = uid;
        return stuck >= (failure.kind() == Failure.Kind.LOST ? TRIES_WHERE_THE_LINE_BREAKS : TRIES);
    }

    /// What is on record stays there, whether it can be marked or not.
    private void mark(Session session, List<Long> understood) throws Failure {
        if (understood.isEmpty()) {
            return;
        }
        try {
            switch (spec.then()) {
                case Then.Keep _ -> {}
                case Then.Seen _ -> session.see(understood);
                case Then.Delete _ -> session.delete(understood);
                case Then.Move(String folder) -> session.move(understood, folder);
            }
            unmarked = Optional.empty();
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.REFUSED) {
                throw failure;
            }
            notMarked("what was read cannot be marked or moved: " + failure.why());
        }
    }

    private void notMarked(String why) {
        if (unmarked.isEmpty()) {
            LOG.warn("{}: {}", spec.name(), why);
        }
        unmarked = Optional.of(why);
    }
}
