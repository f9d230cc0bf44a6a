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
        this.setup = setup(workspace, sources);
    }

    Setup now() {
        return setup;
    }

    /// All of it, or nothing: where the new setup cannot be made, the old one stays as it was.
    synchronized void replace(Workspace workspace) {
        if (sameSources(setup.workspace().settings(), workspace.settings())) {
            setup = setup(workspace, sources);
            return;
        }
        OpenSources opened = plugs.sources().apply(workspace);
        boolean made = false;
        try {
            setup = setup(workspace, opened);
            made = true;
        } finally {
            if (!made) {
                opened.close();
            }
        }
        retired.add(new Retired(sources, clock.instant()));
        sources = opened;
    }

    private static boolean sameSources(Settings one, Settings other) {
        return one.sources().equals(other.sources());
    }

    private Setup setup(Workspace workspace, OpenSources sources) {
        return new Setup(workspace, sources, plugs.composers().apply(workspace, sources));
    }

    /// Closes what nobody can be using any more.
    synchronized void sweep() {
        Instant longAgo = clock.instant().minus(WHILE);
        for (Iterator<Retired> each = retired.iterator(); each.hasNext(); ) {
            Retired old = each.next();
            if (old.since().isBefore(longAgo)) {
                each.remove();
                old.sources().close();
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
