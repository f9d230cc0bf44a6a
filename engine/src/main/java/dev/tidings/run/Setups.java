package dev.tidings.run;

import dev.tidings.notification.Settings;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Plugs.OpenSources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Holds the setup in force and replaces it as a whole. Sources that a replaced setup used stay open a while
/// for those who are in the middle of a query.
final class Setups implements AutoCloseable {
    private static final Duration WHILE = Duration.ofMinutes(15);

    private final Plugs plugs;
    private final InstantSource clock;
    private final List<Retired> retired = new ArrayList<>();
    private OpenSources sources;
    private volatile Setup setup;

    private record Retired(OpenSources sources, Instant since) {}

    Setups(Plugs plugs, Workspace workspace, InstantSource clock) {
        this.plugs = plugs;
        this.clock = clock;
        this.sources = plugs.sources().apply(workspace);
        this.setup = setup(workspace);
    }

    Setup now() {
        return setup;
    }

    synchronized void replace(Workspace workspace) {
        if (!sameSources(setup.workspace().settings(), workspace.settings())) {
            retired.add(new Retired(sources, clock.instant()));
            sources = plugs.sources().apply(workspace);
        }
        setup = setup(workspace);
    }

    private static boolean sameSources(Settings one, Settings other) {
        return one.sources().equals(other.sources());
    }

    private Setup setup(Workspace workspace) {
        return new Setup(workspace, sources, plugs.composers().apply(workspace, sources));
    }

    /// Closes what nobody can be using any more.
    synchronized void sweep() {
        Instant longAgo = clock.instant().minus(WHILE);
        for (Iterator<Retired> each = retired.iterator(); each.hasNext(); ) {
            Retired old = each.next();
            if (old.since().isBefore(longAgo)) {
                old.sources().close();
                each.remove();
            }
        }
    }

    @Override
    public synchronized void close() {
        sources.close();
        retired.forEach(each -> each.sources().close());
        retired.clear();
    }
}
