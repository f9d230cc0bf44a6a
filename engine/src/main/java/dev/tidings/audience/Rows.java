package dev.tidings.audience;

import java.util.List;

/// Rows on their way: an open cursor, read in pages and closed.
public interface Rows extends AutoCloseable {
    /// The next rows, at most `most` of them; none when there are no more.
    ///
    /// @throws SourceFailure when the source stops answering, takes too long, or has more rows than allowed
    List<Row> next(int most) throws SourceFailure;

    /// Records that could not be read as rows and were passed over so far, each named with its place and
    /// reason; never silently dropped.
    List<String> unreadable();

    @Override
    void close();
}
