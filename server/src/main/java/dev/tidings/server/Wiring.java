package dev.tidings.server;

import dev.tidings.audience.Source;
import dev.tidings.audience.Sources;
import dev.tidings.bus.Bus;
import dev.tidings.bus.Carrier;
import dev.tidings.bus.LocalBus;
import dev.tidings.bus.Wires;
import dev.tidings.compose.Composer;
import dev.tidings.compose.LeaveLinks;
import dev.tidings.compose.Limits;
import dev.tidings.compose.TemplateEngine;
import dev.tidings.compose.TemplateInspection;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.Transcripts;
import dev.tidings.deliver.Transport;
import dev.tidings.dns.JndiDns;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Program;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Secret;
import dev.tidings.notification.ServerAddress;
import dev.tidings.notification.Settings;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.Tools;
import dev.tidings.run.Plugs;
import dev.tidings.run.Plugs.OpenSources;
import dev.tidings.run.Rehearsal;
import dev.tidings.run.Stores;
import dev.tidings.smtp.TokenSource;
import dev.tidings.source.WorkspaceSources;
import dev.tidings.store.move.Count;
import dev.tidings.store.move.Move;
import dev.tidings.store.postgres.PostgresServer;
import dev.tidings.store.postgres.PostgresStore;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.template.pebble.PebbleTemplates;
import dev.tidings.template.text.ReadableText;
import dev.tidings.token.oauth.OauthTokens;
import dev.tidings.workspace.Inspection;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.ScheduleInspection;
import dev.tidings.workspace.WorkspaceReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Joins engine and adapters: the one place that names them all, and the one that reads the real clock.
public final class Wiring {
    static final InstantSource CLOCK = InstantSource.system();

    private static final TemplateEngine TEMPLATES = new PebbleTemplates();
    private static final Inspection TEMPLATES_COMPILE = new TemplateInspection(TEMPLATES);
    private static final Inspection SCHEDULES_COUNT = new ScheduleInspection(CLOCK);

    private Wiring() {}

    /// Reads a workspace and inspects it: its templates compile, its schedules give times.
    public static Reading read(Path root) {
        return new WorkspaceReader(System::getenv)
                .read(root)
                .inspectedBy(TEMPLATES_COMPILE)
                .inspectedBy(SCHEDULES_COUNT);
    }

    /// Reads it for somebody who sends nothing: passwords of transports are not asked for, and keys to sign with
    /// may be missing.
    public static Reading readToLook(Path root) {
        return new WorkspaceReader(System::getenv).withoutSigningIn().read(root).inspectedBy(TEMPLATES_COMPILE);
    }

    /// Reads it for somebody who signs in by one transport: passwords of the others are not asked for, and keys
    /// to sign with may be missing.
    public static Reading readToTry(Path root, String transport) {
        return new WorkspaceReader(System::getenv).signingInBy(transport).read(root);
    }

    /// Where access tokens come from: one source for each account, however often the settings are read, since a
    /// token outlives them.
    static Function<OauthSpec, TokenSource> tokens() {
        Map<OauthSpec, TokenSource> tokens = new ConcurrentHashMap<>();
        return oauth -> tokens.computeIfAbsent(oauth, each -> new OauthTokens(each, CLOCK));
    }

    /// What a test of a road needs, where no engine runs.
    public static Tools tools() {
        return tools(tokens());
    }

    static Tools tools(Function<OauthSpec, TokenSource> tokens) {
        return new Tools(
                tokens,
                (workspace, sources) -> composer(workspace, sources, Optional.empty()),
                JndiDns.ofThisMachine(),
                CLOCK);
    }

    /// What the engine plugs into, for the workspace in this folder.
    static Plugs plugs(
            Path root,
            Transport catcher,
            Function<OauthSpec, TokenSource> tokens,
            Transcripts transcripts,
            Wires wires,
            InstantSource clock) {
        return new Plugs(
                () -> read(root),
                Wiring::sources,
                (workspace, sources) -> composer(workspace, sources, linksToSend(workspace)),
                spec -> new SmtpTransport(spec, tokens, transcripts, clock),
                catcher,
                wires);
    }

    private static OpenSources sources(Workspace workspace) {
        WorkspaceSources sources = new WorkspaceSources(workspace);
        return new OpenSources() {
            @Override
            public Optional<Source> named(String name) {
                return sources.named(name);
            }

            @Override
            public void close() {
                sources.close();
            }
        };
    }

    private static Composer composer(Workspace workspace, Sources sources, Optional<LeaveLinks> links) {
        return new Composer(workspace, sources, TEMPLATES, new ReadableText(), Limits.USUAL, links);
    }

    /// For mail that goes out.
    private static Optional<LeaveLinks> linksToSend(Workspace workspace) {
        return links(workspace, settings -> LeaveKeys.needed(workspace.root(), settings));
    }

    /// For mail that is only looked at: it leaves no key behind.
    private static Optional<LeaveLinks> linksToLook(Workspace workspace) {
        return links(workspace, settings -> {
            List<Secret> known = LeaveKeys.known(workspace.root(), settings);
            return known.isEmpty() ? List.of(LeaveKeys.passing()) : known;
        });
    }

    private static Optional<LeaveLinks> links(Workspace workspace, Function<Settings, List<Secret>> keys) {
        Settings settings = workspace.settings();
        return settings.unsubscribing().address().map(address -> new LeaveLinks(address, keys.apply(settings)));
    }

    /// To read links with, also those that were made when readers reached us by another address.
    static Optional<LeaveLinks> links(Workspace workspace) {
        Settings settings = workspace.settings();
        List<Secret> keys = LeaveKeys.known(workspace.root(), settings);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new LeaveLinks(settings.unsubscribing().address().orElse(URI.create("")), keys));
    }

    /// A rehearsal that opens the workspace's sources and nothing else.
    public static OpenRehearsal rehearse(Workspace workspace) {
        return rehearse(workspace, Rehearsal.NotToMail.NOBODY);
    }

    /// @param notToMail whom plans leave out
    public static OpenRehearsal rehearse(Workspace workspace, Rehearsal.NotToMail notToMail) {
        OpenSources sources = sources(workspace);
        return new OpenRehearsal(
                Rehearsal.of(workspace, sources, composer(workspace, sources, linksToLook(workspace)), notToMail),
                sources);
    }

    /// Opens the workspace's store.
    ///
    /// @throws IllegalStateException in a sentence for people, when another process holds it or it cannot be
    ///                     opened
    public static OpenStore open(Path root, Settings settings) {
        return open(root, settings, event -> {});
    }

    static OpenStore open(Path root, Settings settings, Listener listener) {
        Health health = new Health(mend(settings.store()));
        Listener heard = Listener.all(List.of(health, listener));
        return switch (settings.store()) {
            case StoreSpec.File(String path) -> {
                SqliteStore store = SqliteStore.open(Private.file(root.resolve(path)), CLOCK, heard, program());
                yield new OpenStore(store.ledger(), store.history(), new LocalBus(), CLOCK, health);
            }
            case StoreSpec.Shared(ServerAddress address) -> {
                PostgresStore store = PostgresStore.open(
                        PostgresServer.at(address), program(), settings.nodes().lease(), new Random(), heard);
                yield new OpenStore(store.ledger(), store.history(), store.bus(), store.clock(), health);
            }
        };
    }

    /// Copies a ledger from a file into a database, and counts both.
    ///
    /// @throws IllegalStateException in a sentence for people, when one of them is in use or fails
    public static List<Count> copy(Path from, ServerAddress to) {
        return Move.copy(from, PostgresServer.at(to));
    }

    /// This process, as the others are to know it: `TIDINGS_NODE` says another name than the machine's.
    private static Program program() {
        Optional<String> name =
                Optional.ofNullable(System.getenv("TIDINGS_NODE")).filter(each -> !each.isBlank());
        try {
            return Program.here(name, version());
        } catch (IllegalArgumentException mistaken) {
            throw new IllegalStateException("TIDINGS_NODE: " + mistaken.getMessage(), mistaken);
        }
    }

    /// Of the program; empty where it was not packed.
    static String version() {
        return Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion())
                .orElse("");
    }

    /// Whether there is a store to look into: a database is one, a file only once the workspace ran.
    public static boolean hasStore(Path root, Settings settings) {
        return switch (settings.store()) {
            case StoreSpec.File(String path) -> Files.exists(root.resolve(path));
            case StoreSpec.Shared _ -> true;
        };
    }

    /// Beside the store's file, or where that usually is.
    static Path beside(Path root, Settings settings, String name) {
        StoreSpec.File file = settings.store() instanceof StoreSpec.File here ? here : StoreSpec.USUAL;
        return root.resolve(file.path()).resolveSibling(name);
    }

    private static String mend(StoreSpec store) {
        return switch (store) {
            case StoreSpec.File _ -> "See that there is room on the disk, and that no other program holds the file.";
            case StoreSpec.Shared _ -> "See that the database runs, has room, and can be reached from here.";
        };
    }

    /// Remembers the last word of the store.
    private static final class Health implements Listener, StoreHealth {
        private final String mend;
        private volatile Optional<Failing> failing = Optional.empty();

        Health(String mend) {
            this.mend = mend;
        }

        @Override
        public void on(Event event) {
            if (event instanceof Event.StoreFailing(String why)) {
                failing = Optional.of(new Failing(why, CLOCK.instant(), mend));
            } else if (event instanceof Event.StoreRecovered) {
                failing = Optional.empty();
            }
        }

        @Override
        public Optional<Failing> failing() {
            return failing;
        }
    }

    public record OpenRehearsal(Rehearsal rehearsal, OpenSources sources) implements AutoCloseable {
        @Override
        public void close() {
            sources.close();
        }
    }

    /// @param clock by which it tells what is due
    public record OpenStore(Ledger ledger, History history, Bus bus, InstantSource clock, StoreHealth health)
            implements AutoCloseable {
        Stores stores(Carrier carrier, Duration lease) {
            return new Stores(ledger, history, bus, carrier, lease);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }
}
