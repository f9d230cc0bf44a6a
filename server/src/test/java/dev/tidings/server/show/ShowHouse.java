package dev.tidings.server.show;

import dev.tidings.audience.Sources;
import dev.tidings.bus.LocalBus;
import dev.tidings.compose.Composer;
import dev.tidings.compose.LeaveLinks;
import dev.tidings.compose.Limits;
import dev.tidings.contracts.WrittenDns;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Transcripts;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Pause;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Stage;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.Tools;
import dev.tidings.run.Plugs;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.server.House;
import dev.tidings.server.RoadTests;
import dev.tidings.server.Signs;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.WaysInStatus;
import dev.tidings.server.api.Live;
import dev.tidings.smtp.TokenSource;
import dev.tidings.transport.catcher.Catcher;
import dev.tidings.workspace.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/// A house with a history: well and unwell, running and finished, ordinary names and awkward ones.
public final class ShowHouse implements AutoCloseable {
    public static final String TOKEN = "a-token-of-some-length-4711";
    public static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");
    public static final String AWKWARD = "<script>alert(1)</script>";

    public static final LeaveLinks LINKS =
            new LeaveLinks(URI.create("https://mail.example.com"), List.of(new Secret("k".repeat(32))));

    public final WrittenHistory history = new WrittenHistory();
    public final RestingLedger ledger = new RestingLedger(history);
    public final Live live = new Live();
    public final Transcripts transcripts = new Transcripts(InstantSource.fixed(NOW));
    public final Catcher catcher;
    private final Tidings tidings;
    private final RoadTests roadTests;
    private volatile Reading reading;
    private volatile Optional<StoreHealth.Failing> storeFailing = Optional.empty();
    private volatile WaysInStatus ways = WaysInStatus.NONE;

    private ShowHouse(Path root, Reading first) throws IOException, InterruptedException {
        this.catcher = Catcher.open(root.resolve("data/catcher.db"), InstantSource.fixed(NOW));
        this.reading = first;
        BiFunction<Workspace, Sources, Composer> composers =
                (it, sources) -> new Composer(it, sources, _ -> new ShowLetters.Writer(), html -> "你好", Limits.USUAL);
        Plugs plugs = new Plugs(() -> reading, _ -> new NoSources(), composers, RefusingTransport::new, catcher);
        this.tidings = Tidings.start(
                first,
                plugs,
                new Stores(ledger, history, new LocalBus()),
                new World(InstantSource.fixed(NOW), new Random(1), live));
        this.roadTests = new RoadTests(
                tidings::workspace,
                new Tools(ShowHouse::noTokens, composers, new WrittenDns(), InstantSource.fixed(NOW)));
    }

    private static TokenSource noTokens(OauthSpec spec) {
        throw new IllegalArgumentException(spec.user() + " signs in by no token here");
    }

    /// One in which nothing has happened, and nothing is declared.
    public static ShowHouse empty(Path root) throws IOException, InterruptedException {
        return new ShowHouse(root, ShowWorkspace.empty(root));
    }

    /// One in which much has happened.
    public static ShowHouse full(Path root, Stage stage) throws IOException, InterruptedException {
        ShowHouse house = new ShowHouse(root, ShowWorkspace.full(root, stage));
        ShowPast past = new ShowPast(house.history, house.catcher);
        past.write();
        if (stage == Stage.LIVE) {
            house.ledger.claims.add(past.claim(999, Mailbox.parse("Ann <ann@example.com>"), "backup"));
            house.ledger.claims.add(past.claim(998, Mailbox.parse("Bob <bob@gmail.com>"), "main"));
        }
        return house;
    }

    /// One of four nodes: one is behind, one was drained, one is gone.
    public static ShowHouse crowded(Path root) throws IOException, InterruptedException {
        ShowHouse house = new ShowHouse(root, ShowWorkspace.shared(ShowWorkspace.full(root, Stage.LIVE)));
        new ShowPast(house.history, house.catcher).write();
        ShowNodes.join(house.history);
        return house;
    }

    /// One to which mail came back: an address is gone, a mailbox full, a reader complained, a provider blocks
    /// us; and one notification is stopped.
    public static ShowHouse returned(Path root) throws IOException, InterruptedException {
        ShowHouse house = new ShowHouse(root, ShowWorkspace.full(root, Stage.LIVE));
        new ShowPast(house.history, house.catcher).write();
        new ShowReturned(house.history).write();
        return house;
    }

    public House house() {
        return new House(
                tidings,
                catcher,
                transcripts,
                roadTests,
                InstantSource.fixed(NOW),
                new Signs(() -> storeFailing, () -> ways),
                TOKEN,
                () -> Optional.of(LINKS));
    }

    /// Mail cannot come back in, for this reason.
    public void shut(String why) {
        ways = new WaysInStatus(List.of(why), ways.refused());
    }

    /// Somebody brings what is not taken in.
    public void refuse(String reason, long count) {
        ways = new WaysInStatus(ways.troubles(), Map.of(reason, count));
    }

    public void failStore(String why) {
        storeFailing = Optional.of(new StoreHealth.Failing(why, NOW, "See that there is room on the disk."));
    }

    /// Somebody breaks `tidings.yaml`, and it is read again.
    public void breakSettings() throws InterruptedException {
        reading = ShowWorkspace.unreadable();
        tidings.reload();
    }

    @Override
    public void close() {
        tidings.close();
        catcher.close();
    }

    private static final class NoSources implements Plugs.OpenSources {
        @Override
        public Optional<dev.tidings.audience.Source> named(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /// Nobody is let in at `backup`, and `main` has no room for one domain.
    private record RefusingTransport(TransportSpec spec) implements Transport {
        @Override
        public String name() {
            return spec.name();
        }

        @Override
        public void carry(Clerk clerk) {
            Outcome slowed = new Outcome.Slowed(
                    "450 4.2.1 receiving mail too quickly — The recipient's service takes no more for them just now.",
                    Optional.of(new Pause.Said(Duration.ofMinutes(5))));
            Outcome refused = new Outcome.Unreachable(
                    Trouble.SIGN_IN,
                    "sign-in refused: 535 5.7.8 Username and Password not accepted — use the authorization code, not the password");
            clerk.next(1)
                    .forEach(each -> clerk.report(
                            each,
                            new Attempt(
                                    1, name(), NOW, Duration.ofMillis(90), name().equals("main") ? slowed : refused)));
        }

        @Override
        public Use use() {
            return new Use(spec.name().equals("main") ? 3 : 0, 1);
        }

        @Override
        public void close() {}
    }
}
