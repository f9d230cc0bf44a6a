package dev.tidings.feedback.imap;

import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.imap.Pace.Pauses;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.OauthSpec;
import dev.tidings.smtp.TokenSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one mailbox for as long as it is open, on a thread of its own, while it is this node's duty.
public final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final MailboxSpec spec;
    private final Function<OauthSpec, TokenSource> tokens;
    private final Places places;
    private final Sweep sweep;
    private final Pace pace;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private int failures;
    private volatile Optional<String> trouble = Optional.empty();

    private Collector(
            MailboxSpec spec, Function<OauthSpec, TokenSource> tokens, Places places, Sweep sweep, Pace pace) {
        this.spec = spec;
        this.tokens = tokens;
        this.places = places;
        this.sweep = sweep;
        this.pace = pace;
        this.thread = Thread.ofVirtual().name(spec.name()).unstarted(this::run);
    }

    /// @param tokens where access tokens come from, asked only for a mailbox that is signed in to by them
    public static Collector start(
            MailboxSpec spec,
            Function<OauthSpec, TokenSource> tokens,
            Places places,
            Arrivals arrivals,
            Intake intake) {
        return start(spec, tokens, places, new Sweep(spec, places, arrivals, intake), Pace.USUAL);
    }

    static Collector start(
            MailboxSpec spec, Function<OauthSpec, TokenSource> tokens, Places places, Sweep sweep, Pace pace) {
        Collector collector = new Collector(spec, tokens, places, sweep, pace);
        collector.thread.start();
        return collector;
    }

    /// Why it is not read just now, in a sentence; empty while all is well, or another node reads it.
    public Optional<String> trouble() {
        return trouble.or(sweep::unmarked).map(why -> spec.name() + ": " + why);
    }

    private void run() {
        try {
            while (!closing.await(turn().toNanos(), TimeUnit.NANOSECONDS)) {
                // the pause is over
            }
        } catch (InterruptedException closed) {
            LOG.debug("{} is left", spec.name());
        } finally {
            leaveDuty();
        }
    }

    /// One stay at the mailbox, or one question whose duty it is.
    ///
    /// @return how long to wait before the next
    private Duration turn() throws InterruptedException {
        try {
            if (isOnDuty()) {
                stay();
            }
            recovered();
            return pace.turn();
        } catch (Failure failure) {
            Pauses pauses = failure.kind() == Failure.Kind.LOCKED_OUT ? pace.afterRefusal() : pace.afterLoss();
            return troubled(failure.why(), pauses);
        } catch (RuntimeException | Error mistake) {
            return troubled("what came in cannot be put on record: " + mistake.getMessage(), pace.afterLoss());
        }
    }

    private void stay() throws Failure, InterruptedException {
        try (Session session = Session.open(spec, tokens, pace)) {
            sweep.begin(session);
            do {
                sweep.run(session, this::isOnDuty);
                recovered();
            } while (rest(session));
        }
    }

    /// @return false when the duty is another's now
    private boolean rest(Session session) throws Failure, InterruptedException {
        long end = System.nanoTime() + pace.poll().toNanos();
        while (isOnDuty()) {
            boolean look = session.tells() ? session.idling().await(pace.turn()) : isOver(end);
            if (look) {
                return true;
            }
        }
        return false;
    }

    private boolean isOver(long end) throws InterruptedException {
        long left = end - System.nanoTime();
        boolean closed = closing.await(Math.min(left, pace.turn().toNanos()), TimeUnit.NANOSECONDS);
        return !closed && end - System.nanoTime() <= 0;
    }

    private boolean isOnDuty() {
        return closing.getCount() > 0 && places.onDuty(spec.name(), pace.duty());
    }

    private void recovered() {
        failures = 0;
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            LOG.info("{} is read again", spec.name());
        }
    }

    private Duration troubled(String why, Pauses pauses) throws InterruptedException {
        if (closing.getCount() == 0) {
            throw new InterruptedException("closed, and so the connection broke");
        }
        Duration pause = pauses.after(++failures);
        String told =
                why + "; tried again within " + pause.toString().substring(2).toLowerCase(Locale.ROOT);
        if (!trouble.equals(Optional.of(told))) {
            LOG.warn("{}: {}", spec.name(), told);
        }
        trouble = Optional.of(told);
        return pause;
    }

    /// So that another node need not wait for its end.
    private void leaveDuty() {
        Thread.interrupted(); // heard
        try {
            places.onDuty(spec.name(), Duration.ZERO);
        } catch (RuntimeException closed) {
            LOG.debug("{}: the duty ends by itself: {}", spec.name(), closed.toString());
        }
    }

    /// Breaks off what is under way: whatever is not noted as done is done again by whoever reads on.
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(GOODBYE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
