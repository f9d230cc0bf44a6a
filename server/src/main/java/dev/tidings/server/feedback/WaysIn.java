package dev.tidings.server.feedback;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.feedback.ReturnPath.Origin;
import dev.tidings.feedback.imap.Collector;
import dev.tidings.feedback.imap.Places;
import dev.tidings.feedback.mail.MessageReader;
import dev.tidings.feedback.mail.Unhurried;
import dev.tidings.feedback.smtp.Receiver;
import dev.tidings.feedback.smtp.Rejection;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Trace;
import dev.tidings.smtp.TokenSource;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By which mail comes back in: mailboxes that are read, and a place to listen, as the workspace in force says. Where
/// that changes, what is not wanted any more ends and what is new begins; the others go on.
public final class WaysIn implements Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WaysIn.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Function<OauthSpec, TokenSource> tokens;
    private final Places places;
    private final InstantSource clock;
    private final Map<MailboxSpec, Collector> collectors = new LinkedHashMap<>();
    private final Duration pause;
    private final RefusalLog log = new RefusalLog();
    private final AtomicLongArray refusals = new AtomicLongArray(Rejection.values().length);
    private Optional<Desk> desk = Optional.empty();
    private Optional<ListeningPlace> listening = Optional.empty();
    private volatile Optional<ReturnPath> returnPath = Optional.empty();
    private volatile List<Supplier<Optional<String>>> troubles = List.of();

    /// Where all goes that comes in.
    private record Desk(Arrivals arrivals, Intake intake) {}

    /// @param tokens where access tokens come from
    /// @param places how far mailboxes have been read
    public WaysIn(Function<OauthSpec, TokenSource> tokens, Places places, InstantSource clock) {
        this(tokens, places, clock, PAUSE);
    }

    /// @param pause until a place that is taken is tried again
    WaysIn(Function<OauthSpec, TokenSource> tokens, Places places, InstantSource clock, Duration pause) {
        this.tokens = tokens;
        this.places = places;
        this.clock = clock;
        this.pause = pause;
    }

    /// @param intake  where all goes that comes in
    /// @param sending whether mail goes out just now, which comes first
    public synchronized void start(Intake intake, BooleanSupplier sending, Bounces bounces) {
        Desk where = new Desk(new Arrivals(new Unhurried(new MessageReader()::read, sending), clock), intake);
        desk = Optional.of(where);
        adopt(where, bounces);
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.Reloaded(var workspace, var _) && desk.isPresent()) {
            adopt(desk.get(), workspace.settings().bounces());
        }
    }

    private void adopt(Desk where, Bounces bounces) {
        returnPath = bounces.home().map(ReturnPath::new);
        read(where, bounces.ways().mailboxes());
        listen(where, place(bounces));
        ask();
    }

    private static Optional<ListeningPlace.Place> place(Bounces bounces) {
        return bounces.ways()
                .listen()
                .flatMap(spec -> bounces.home()
                        .map(home ->
                                new ListeningPlace.Place(spec, home.address().domain())));
    }

    /// Whoever asks for troubles waits for nothing.
    private void ask() {
        List<Supplier<Optional<String>>> all = new ArrayList<>();
        collectors.values().forEach(each -> all.add(each::trouble));
        listening.ifPresent(each -> all.add(each::trouble));
        troubles = List.copyOf(all);
    }

    /// One whose password changes is read anew by the new one alone.
    private void read(Desk where, List<MailboxSpec> mailboxes) {
        Set<MailboxSpec> wanted = Set.copyOf(mailboxes);
        collectors.entrySet().removeIf(each -> {
            boolean gone = !wanted.contains(each.getKey());
            if (gone) {
                each.getValue().close();
            }
            return gone;
        });
        mailboxes.forEach(spec -> collectors.computeIfAbsent(spec, each -> collector(where, each)));
    }

    private Collector collector(Desk where, MailboxSpec spec) {
        LOG.info("what comes back is read from {}", spec.name());
        return Collector.start(spec, tokens, places, where.arrivals, where.intake);
    }

    private void listen(Desk where, Optional<ListeningPlace.Place> wanted) {
        if (wanted.equals(listening.map(ListeningPlace::place))) {
            return;
        }
        listening.ifPresent(ListeningPlace::close);
        listening = wanted.map(place -> ListeningPlace.at(place, each -> open(where, each), pause));
    }

    private Receiver open(Desk where, ListeningPlace.Place place) throws IOException {
        return Receiver.open(
                place.spec(),
                place.name(),
                this::mail,
                where.arrivals,
                where.intake,
                clock,
                refusal -> refused(place.spec(), refusal));
    }

    private void refused(ListenSpec spec, Rejection refusal) {
        refusals.incrementAndGet(refusal.ordinal());
        log.refused("what somebody brings to %s (%s)".formatted(spec, refusal.word()), refusal.why(), clock.instant());
    }

    private Optional<Trace> mail(String address) {
        return returnPath.flatMap(each -> each.open(address)).map(Origin::trace);
    }

    /// What keeps mail from coming in, each in a sentence.
    public List<String> troubles() {
        return troubles.stream().flatMap(each -> each.get().stream()).toList();
    }

    /// How often a listener did not take in what was brought, since this process began, by word.
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Rejection each : Rejection.values()) {
            counts.put(each.word(), refusals.get(each.ordinal()));
        }
        return counts;
    }

    synchronized Optional<Receiver> receiver() {
        return listening.flatMap(ListeningPlace::receiver);
    }

    /// What was not put on record is read, or brought, once more by whoever goes on.
    @Override
    public synchronized void close() {
        desk = Optional.empty();
        listening.ifPresent(ListeningPlace::close);
        listening = Optional.empty();
        collectors.values().forEach(Collector::close);
        collectors.clear();
        troubles = List.of();
    }
}
