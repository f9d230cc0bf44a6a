package dev.tidings.acceptance;

import dev.tidings.audience.Source;
import dev.tidings.bus.LocalBus;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.deliver.Transport;
import dev.tidings.event.Listener;
import dev.tidings.notification.TransportSpec;
import dev.tidings.run.Plugs;
import dev.tidings.run.Plugs.OpenSources;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.source.WorkspaceSources;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.template.pebble.PebbleTemplates;
import dev.tidings.template.text.ReadableText;
import dev.tidings.transport.catcher.Catcher;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.WorkspaceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/// The engine as the product wires it, with its ledger in a file, but on a clock of the test's choice.
public record WholeEngine(SqliteStore store, Tidings tidings, LocalBus bus) implements AutoCloseable {
    public static WholeEngine start(
            Path folder, InstantSource clock, Function<TransportSpec, Transport> transports, Listener listener)
            throws IOException, InterruptedException {
        Reading reading = new WorkspaceReader(System::getenv).read(folder);
        if (!reading.sound()) {
            throw new IllegalArgumentException("the workspace has problems: " + reading.problems());
        }
        SqliteStore store = SqliteStore.open(folder.resolve("tidings.db"), clock, listener);
        LocalBus bus = new LocalBus();
        Plugs plugs = new Plugs(
                () -> reading,
                workspace -> closing(new WorkspaceSources(workspace)),
                (workspace, sources) ->
                        new Composer(workspace, sources, new PebbleTemplates(), new ReadableText(), Limits.USUAL),
                transports,
                Catcher.open(folder.resolve("caught.db"), clock));
        Stores stores = new Stores(store.ledger(), store.history(), bus);
        Tidings tidings = Tidings.start(reading, plugs, stores, new World(clock, new Random(7), listener));
        return new WholeEngine(store, tidings, bus);
    }

    private static OpenSources closing(WorkspaceSources sources) {
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

    @Override
    public void close() {
        tidings.close();
        store.close();
    }
}
