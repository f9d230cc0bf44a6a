package dev.tidings.server.feedback;

import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.feedback.imap.Collector;
import dev.tidings.feedback.imap.Places;
import dev.tidings.feedback.mail.MessageReader;
import dev.tidings.feedback.mail.Unhurried;
import dev.tidings.feedback.smtp.Receiver;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.OauthSpec;
import dev.tidings.smtp.TokenSource;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By which mail comes back in: mailboxes that are read, and a place to listen, as the workspace in force says. Where
/// that changes, what is not wanted any more ends and what is new begins; the others go on.
public final class Ways implements Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ways.class);

    private final Function<OauthSpec, TokenSource> tokens;
    private final Places places;
    private final InstantSource clock;
    private final Map<MailboxSpec, Collector> collectors = new LinkedHashMap<>();
    private Optional<Desk> desk = Optional.empty();
    private Optional<Door> door = Optional.empty();
    private Optional<String> shut = Optional.empty();
    private volatile Optional<ReturnPath> returnPath = Optional.empty();
    private volatile List<Supplier<Optional<String>>> troubles = List.of();

    /// Where all goes that comes in.
    private record Desk(Arrivals arrivals, Intake intake) {}

    /// @param name what the listener calls itself
    private record Place(ListenSpec spec, String name) {}

    private record Door(Place place, Receiver receiver) {}

    /// @param tokens where access tokens come from
    /// @param places how far mailboxes have been read
    public Ways(Function<OauthSpec, TokenSource> tokens, Places places, InstantSource clock) {
        this.tokens = tokens;
        this.places = places;
        this.clock = clock;
    }

    /// @param intake  where all goes that comes in
    /// @param sending whether mail goes out just now, which comes first
    /// @throws IOException in a sentence, when nobody can listen where that is wanted
    public synchronized void start(Intake intake, BooleanSupplier sending, Bounces bounces) throws IOException {
        Desk where = new Desk(new Arrivals(new Unhurried(new MessageReader()::read, sending), clock), intake);
        desk = Optional.of(where);
        adopt(where, bounces);
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.Reloaded(var workspace, var _) && desk.isPresent()) {
            try {
                adopt(desk.get(), workspace.settings().bounces());
            } catch (IOException taken) {
                LOG.warn("{}", taken.getMessage());
            }
        }
    }

    private void adopt(Desk where, Bounces bounces) throws IOException {
        returnPath = bounces.home().map(ReturnPath::new);
        try {
            read(where, bounces.ways().mailboxes());
            listen(where, place(bounces));
        } finally {
            ask();
        }
    }

    private static Optional<Place> place(Bounces bounces) {
        return bounces.ways()
                .listen()
                .flatMap(spec -> bounces.home()
                        .map(home -> new Place(spec, home.address().domain())));
    }

    /// Whoever asks for troubles waits for nothing.
    private void ask() {
        List<Supplier<Optional<String>>> all = new ArrayList<>();
        collectors.values().forEach(each -> all.add(each::trouble));
        door.ifPresent(each -> all.add(each.receiver()::trouble));
        shut.ifPresent(why -> all.add(() -> Optional.of(why)));
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
        mailboxes.forEach(spec -> collectors.computeIfAbsent(
                spec, each -> Collector.start(each, tokens, places, where.arrivals, where.intake)));
    }

    private void listen(Desk where, Optional<Place> wanted) throws IOException {
        if (wanted.equals(door.map(Door::place))) {
            return;
        }
        door.ifPresent(each -> each.receiver().close());
        door = Optional.empty();
        shut = Optional.empty();
        if (wanted.isPresent()) {
            Place place = wanted.get();
            try {
                door = Optional.of(new Door(
                        place,
                        Receiver.open(place.spec(), place.name(), this::isOurs, where.arrivals, where.intake, clock)));
            } catch (IOException taken) {
                shut = Optional.of(taken.getMessage() + "; tried again at the next reload");
                throw taken;
            }
        }
    }

    private boolean isOurs(String address) {
        return returnPath.flatMap(each -> each.open(address)).isPresent();
    }

    /// What keeps mail from coming in, each in a sentence.
    public List<String> troubles() {
        return troubles.stream().flatMap(each -> each.get().stream()).toList();
    }

    synchronized Optional<Receiver> receiver() {
        return door.map(Door::receiver);
    }

    /// What was not put on record is read, or brought, once more by whoever goes on.
    @Override
    public synchronized void close() {
        desk = Optional.empty();
        door.ifPresent(each -> each.receiver().close());
        door = Optional.empty();
        collectors.values().forEach(Collector::close);
        collectors.clear();
        troubles = List.of();
    }
}
