package dev.tidings.source.reading;

import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One record after the other.
public interface RowReader extends AutoCloseable {
    /// The next row; null when there are no more.
    ///
    /// @param unreadable is told of each record that is passed over, with its place and the reason
    @Nullable
    Row read(Consumer<String> unreadable) throws SourceFailure;

    /// Makes a thread that waits in [#read] return soon. Called from another thread.
    void abort();

    @Override
    void close();
}
