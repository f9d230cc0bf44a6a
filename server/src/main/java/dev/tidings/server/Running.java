package dev.tidings.server;

import dev.tidings.notification.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// A server on its feet: workers, console, API.
public final class Running implements AutoCloseable {
    private Running() {}

    /// Starts everything for a workspace; returns when the console listens.
    ///
    /// @param out where problems and the console's address are told
    /// @throws IOException           when the port is taken
    /// @throws IllegalStateException in a sentence for people, when the workspace cannot run or its store is held by another process
    public static Running start(Path root, Options options, PrintStream out) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("stub");
    }

    /// @param watch reload when files change
    public record Options(boolean watch) {}

    public Workspace workspace() {
        throw new UnsupportedOperationException("stub");
    }

    /// The console's address with its token: what a person clicks on.
    public String link() {
        throw new UnsupportedOperationException("stub");
    }

    /// Waits until the process is asked to end.
    public void await() throws InterruptedException {
        throw new UnsupportedOperationException("stub");
    }

    @Override
    public void close() {}
}
