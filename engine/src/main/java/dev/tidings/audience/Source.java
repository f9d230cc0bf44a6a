package dev.tidings.audience;

import dev.tidings.notification.Query;

/// Where rows come from: a database, an HTTP address, files. Read only.
///
/// Contract: a query never changes anything; it ends within the source's time limit; more rows than the
/// limit is a failure, never a cut; parameters are bound, never pasted into the query's text; an unknown
/// parameter is a failure that names it. Several threads may ask at once.
public interface Source extends AutoCloseable {
    /// Starts a query and gives its rows as they come.
    ///
    /// @param parameters what `:name` in the query stands for; a list stands for several values, as in `in
    ///                   (:id)`
    /// @throws SourceFailure with the source's name, the query and the reason
    Rows rows(Query query, Parameters parameters) throws SourceFailure;

    /// Ends queries under way, too: whoever waits for one is told that it failed.
    @Override
    void close();
}
