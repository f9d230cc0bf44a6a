package dev.tidings.server.feedback;

import dev.tidings.feedback.smtp.Receiver;
import dev.tidings.notification.ListenSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A place to listen. One that somebody else has is tried again until it is free: mail goes out meanwhile.
final class ListeningPlace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningPlace.class);

    private final Place place;
    private final Opening opening;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Optional<Receiver> receiver = Optional.empty();
    private volatile Optional<String> shut = Optional.empty();

    /// @param name what the listener calls itself
    record Place(ListenSpec spec, String name) {}

    interface Opening {
        /// @throws IOException in a sentence, when nobody can listen there
        Receiver open(Place place) throws IOException;
    }

    private ListeningPlace(Place place, Opening opening, Duration pause) {
        this.place = place;
        this.opening = opening;
        this.pause = pause;
    }

    /// @param pause until a place that is taken is tried again
    static ListeningPlace at(Place place, Opening opening, Duration pause) {
        ListeningPlace listening = new ListeningPlace(place, opening, pause);
        if (!listening.opens()) {
            Thread.ofVirtual().name("waiting for " + place.spec()).start(listening::knock);
        }
        return listening;
    }

    Place place() {
        return place;
    }

    /// What keeps mail from coming in there, in a sentence.
    Optional<String> trouble() {
        return shut.or(() -> receiver().flatMap(Receiver::trouble));
    }

    /// Empty until the place is ours.
    synchronized Optional<Receiver> receiver() {
        return receiver;
    }

    private void knock() {
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                if (opens()) return;
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether it need not be tried again
    private synchronized boolean opens() {
        if (closing.getCount() == 0) return true;
        try {
            receiver = Optional.of(opening.open(place));
            shut = Optional.empty();
            LOG.info("what comes back may be brought to {}", place.spec());
            return true;
        } catch (IOException taken) {
            if (shut.isEmpty()) {
                LOG.warn("{}; tried again every {}, and mail goes out meanwhile", taken.getMessage(), inWords(pause));
            }
            shut = Optional.of(taken.getMessage() + "; tried again within " + inWords(pause)
                    + ". Write another place, or end what has this one");
            return false;
        }
    }

    private static String inWords(Duration pause) {
        return pause.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        closing.countDown();
        receiver().ifPresent(Receiver::close);
    }
}
