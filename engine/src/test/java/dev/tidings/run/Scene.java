package dev.tidings.run;

import dev.tidings.audience.Sources;
import dev.tidings.bus.LocalBus;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.MemoryHistory;
import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Domains;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.OctetsMax;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Policy;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Transport;
import dev.tidings.event.Event;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Content;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Query;
import dev.tidings.notification.Retention;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Timing;
import dev.tidings.smtp.Dsn;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The workers on one stage, moved by hand: a clock that stands still, a ledger in memory, roads that answer
/// as told.
final class Scene {
    static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    final MovableClock clock = new MovableClock(NINE);
    final MemoryLedger ledger = new MemoryLedger(clock);
    final MemoryHistory history = ledger.history();
    final LocalBus bus = new LocalBus();
    final Carriage carrier = new Carriage();
    final List<Event> events = new ArrayList<>();
    final Map<String, Notification> notifications = new HashMap<>();
    final Map<String, Road> roads = new HashMap<>();
    final Map<String, TransportSpec> transports = new LinkedHashMap<>();
    final Set<String> uncomposable = new HashSet<>();
    final AtomicInteger subjects = new AtomicInteger();
    final Ticker ticker = new Ticker(stores(ledger), events::add, clock);
    final Expander expander = new Expander(this::setup, stores(ledger), events::add, clock, Runnable::run);
    final FakeRoad main = road("main");
    final FakeRoad backup = road("backup");
    final FakeRoad catcher = road(Couriers.CATCHER);
    final Detours detours = new Detours(this::setup, () -> roads, clock);
    final Rerouting rerouting = new Rerouting(detours, stores(ledger), clock);
    final Registrar registrar = new Registrar(this::setup, ledger, new Policy(new Random(7)), detours, events::add);
    Path root = Path.of(".");
    List<AttachedFile> attach = List.of();
    Stage stage = Stage.LIVE;
    Sources sources = name -> Optional.empty();
    Route route = new Route.InOrder(List.of("main", "backup"));
    WhenUncertain whenUncertain = WhenUncertain.RESEND;
    List<String> cc = List.of();
    List<String> bcc = List.of();
    Optional<Dsn> dsn = Optional.empty();
    Bounces bounces = Bounces.UNREAD;
    AfterBounces afterBounces = AfterBounces.AS_USUAL;

    /// A road that answers as told, and `250` when nothing was told.
    final class FakeRoad implements Transport {
        private final String name;
        final Deque<Outcome> answers = new ConcurrentLinkedDeque<>();
        final List<Parcel> carried = new CopyOnWriteArrayList<>();
        final List<Parcel> accepted = new CopyOnWriteArrayList<>();
        OctetsMax octetsMax = OctetsMax.NONE;

        FakeRoad(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void carry(Clerk clerk) {
            for (List<Parcel> next = clerk.next(1); !next.isEmpty(); next = clerk.next(1)) {
                Parcel parcel = next.getFirst();
                if (!octetsMax.admits(parcel.message().content().length)) {
                    report(clerk, parcel, new Outcome.Oversize(parcel.message().content().length, octetsMax));
                    continue;
                }
                Outcome outcome = Optional.ofNullable(answers.poll()).orElse(new Outcome.Accepted(reply(250, "ok")));
                boolean reachesTheDot = !(outcome instanceof Outcome.Unreachable);
                if (reachesTheDot && clerk.arm(List.of(parcel)).isEmpty()) {
                    continue;
                }
                carried.add(parcel);
                if (outcome instanceof Outcome.Accepted) {
                    accepted.add(parcel);
                }
                report(clerk, parcel, outcome);
            }
        }

        private void report(Clerk clerk, Parcel parcel, Outcome outcome) {
            clerk.report(
                    parcel,
                    new Attempt(parcel.claim().attempt(), name, clock.instant(), Duration.ofMillis(5), outcome));
        }

        @Override
        public OctetsMax octetsMax() {
            return octetsMax;
        }

        @Override
        public void close() {}
    }

    /// What recipients' domains take on a road, and how fast it goes.
    void limit(FakeRoad transport, List<Rate> rates, Map<String, ForDomain> domains) {
        Domains limits = new Domains(domains, (_, allowance) -> new Meter(allowance.rates(), clock.instant()));
        roads.put(transport.name(), new Road(transport, 2, new Meter(rates, clock.instant()), new Breaker(), limits));
    }

    FakeRoad road(String name) {
        FakeRoad transport = new FakeRoad(name);
        roads.put(name, new Road(transport, 2, new Meter(List.of(), clock.instant()), new Breaker()));
        return transport;
    }

    Stores stores(Ledger ledger) {
        return new Stores(ledger, history, bus, carrier, Stores.USUAL_LEASE);
    }

    Courier courier(FakeRoad transport) {
        return courier(transport, ledger);
    }

    Courier courier(FakeRoad transport, Ledger ledger) {
        Registrar registrar = new Registrar(this::setup, ledger, new Policy(new Random(7)), detours, events::add);
        return new Courier(
                roads.get(transport.name()), catcher, this::setup, stores(ledger), registrar, events::add, clock);
    }

    /// The ledger, but for a method that fails when it is called for the first time.
    Ledger brittle(String method) {
        AtomicBoolean broken = new AtomicBoolean();
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                    if (called.getName().equals(method) && broken.compareAndSet(false, true)) {
                        throw new IllegalStateException(method + " fails");
                    }
                    return called.invoke(ledger, arguments);
                });
    }

    /// Counts subjects, and makes a mistake over some people.
    private Renderer renderer(Map<String, String> texts) {
        Renderer braces = new BracesTemplates().over(texts);
        return new Renderer() {
            @Override
            public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
                if (path.equals("subject.txt")) {
                    subjects.incrementAndGet();
                }
                if (uncomposable.contains(String.valueOf(model.get("email")))) {
                    throw new DateTimeException("no calendar holds this");
                }
                return braces.render(path, locale, model);
            }

            @Override
            public void compile(String path) throws RenderFailure {
                braces.compile(path);
            }
        };
    }

    /// One courier claims all it can and its hands carry all of it.
    void deliver(FakeRoad transport) throws InterruptedException {
        deliver(transport, 100);
    }

    void deliver(FakeRoad transport, int most) throws InterruptedException {
        Courier courier = courier(transport);
        int claimed = courier.round(most);
        for (int each = 0; each < claimed && courier.waiting() > 0; each++) {
            carryNext(courier);
        }
    }

    /// One hand takes up what is on the belt.
    static void carryNext(Courier courier) throws InterruptedException {
        courier.next().ifPresent(courier::carry);
    }

    void expand() {
        while (expander.round() > 0) {
            // until everyone is on record
        }
    }

    Setup setup() {
        Workspace workspace = workspace();
        return new Setup(
                workspace, sources, new Composer(workspace, sources, this::renderer, html -> html, Limits.USUAL));
    }

    Workspace workspace() {
        Settings settings = new Settings(
                new Settings.Rehearsal(stage, Optional.of(Address.parse("qa@example.com"))),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneOffset.UTC, Mailbox.parse("tidings@example.com")),
                transports,
                Map.of(),
                new Settings.Listen("127.0.0.1", 0),
                List.of(),
                List.of(),
                Settings.Unsubscribing.NOWHERE,
                Settings.Nodes.USUAL,
                Retention.USUAL,
                bounces);
        return new Workspace(
                root,
                settings,
                notifications,
                Map.of("subject.txt", "News for {{ email }}", "body.txt", "Hello {{ email }}"),
                new Revision("0".repeat(64)));
    }

    Notification notification(String id, Timing timing, String... people) {
        Notification notification = new Notification(
                id,
                new Notification.About(id, Optional.empty(), "notifications/" + id + ".yaml"),
                Optional.ofNullable(timing),
                Audience.Listed.of(Arrays.stream(people).map(Mailbox::parse).toList()),
                new Content(
                        new Template(
                                id,
                                Map.of(
                                        Part.SUBJECT, Map.of("", "subject.txt"),
                                        Part.TEXT, Map.of("", "body.txt"))),
                        Map.of(),
                        Map.of(),
                        attach),
                new DeliveryRules(
                        new Correspondence(Mailbox.parse("tidings@example.com"), Optional.empty(), cc, bcc),
                        Markings.NONE,
                        route,
                        Retry.USUAL,
                        whenUncertain,
                        dsn,
                        Unsubscribe.NONE,
                        afterBounces),
                new Revision("1".repeat(64)));
        notifications.put(id, notification);
        return notification;
    }

    /// One whose people are the rows of a source.
    Notification drawn(String id) {
        Notification listed = notification(id, null, "nobody@example.org");
        Notification drawn = new Notification(
                id,
                listed.about(),
                listed.timing(),
                new Audience.Drawn(
                        new Query("crm", "people"),
                        new Audience.Addressing("{{ email }}", Optional.empty(), Optional.empty(), Optional.empty())),
                listed.content(),
                listed.deliver(),
                listed.revision());
        notifications.put(id, drawn);
        return drawn;
    }

    /// The same notification, edited.
    void edit(String id, Revision revision) {
        Notification before = notifications.get(id);
        notifications.put(
                id,
                new Notification(
                        id,
                        before.about(),
                        before.timing(),
                        before.audience(),
                        before.content(),
                        before.deliver(),
                        revision));
    }

    /// Fired by hand and with everyone on record.
    Occurrence run(String id) {
        Occurrence occurrence = fire(id, Optional.empty());
        expand();
        return occurrence;
    }

    /// Fired by hand.
    Occurrence fire(String id, Optional<String> only) {
        return ledger.trigger(new Firing(
                new Occurrence.Key(id, clock.instant(), Cause.MANUAL),
                new Firing.Decision.Due(),
                Optional.empty(),
                stage,
                new Revision("1".repeat(64)),
                new Occurrence.Period(clock.instant(), clock.instant()),
                only));
    }

    List<OccurrenceRecord> occurrences() {
        return history.occurrences(Optional.empty(), Set.of(), Page.first(10_000))
                .reversed();
    }

    OccurrenceRecord record(Occurrence occurrence) {
        return history.occurrence(occurrence.id()).orElseThrow();
    }

    DeliveryRecord delivery(Occurrence occurrence) {
        return history.deliveries(occurrence.id(), Set.of(), Page.first(10)).getFirst();
    }

    <E extends Event> Stream<E> heard(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    static Reply reply(int code, String text) {
        return new Reply(code, Optional.empty(), text);
    }

    static Outcome deferred() {
        return new Outcome.Deferred(Verb.RCPT, reply(451, "greylisted"));
    }
}
