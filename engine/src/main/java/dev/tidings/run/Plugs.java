package dev.tidings.run;

import dev.tidings.audience.Sources;
import dev.tidings.bus.Wires;
import dev.tidings.compose.Composer;
import dev.tidings.deliver.Transport;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Reading;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the engine plugs into.
///
/// @param reader     reads the workspace as it is now, inspections included
/// @param sources    opens a workspace's sources; closed when the last that uses them is done
/// @param composers  makes a composer over a workspace's templates and sources
/// @param transports opens a way out
/// @param catcher    takes what may not leave the house
/// @param wires      bring events of other systems
public record Plugs(
        Supplier<Reading> reader,
        Function<Workspace, OpenSources> sources,
        BiFunction<Workspace, Sources, Composer> composers,
        Function<TransportSpec, Transport> transports,
        Transport catcher,
        Wires wires) {

    /// Where no events come in.
    public Plugs(
            Supplier<Reading> reader,
            Function<Workspace, OpenSources> sources,
            BiFunction<Workspace, Sources, Composer> composers,
            Function<TransportSpec, Transport> transports,
            Transport catcher) {
        this(reader, sources, composers, transports, catcher, Wires.NONE);
    }

    /// Sources that are to be closed.
    public interface OpenSources extends Sources, AutoCloseable {
        @Override
        void close();
    }
}
