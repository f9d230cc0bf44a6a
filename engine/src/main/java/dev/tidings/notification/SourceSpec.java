package dev.tidings.notification;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A named place where rows come from. Read only, with a time limit and a row limit.
public sealed interface SourceSpec {
    String name();

    Limits limits();

    /// @param timeout for one query: what the source takes for all its rows together
    /// @param rows    more than so many is a failure, not a cut
    record Limits(Duration timeout, long rows) {
        public static final Limits USUAL = new Limits(Duration.ofSeconds(30), 2_000_000);
    }

    /// A database.
    ///
    /// @param url `sqlite:file`, `postgresql://host[:port]/database`, `mysql://…` or `mariadb://…`; no JDBC
    ///            properties, which could load classes or read files
    record Database(String name, String url, Optional<String> user, Optional<Secret> password, Limits limits)
            implements SourceSpec {}

    /// JSON over HTTP. A query is a path below the base.
    record Web(String name, URI base, Map<String, Secret> headers, Limits limits) implements SourceSpec {
        public Web {
            headers = Map.copyOf(headers);
        }
    }

    /// CSV and JSON files of the workspace. A query is a path.
    record Files(String name, Limits limits) implements SourceSpec {
        /// The source every workspace has: `file: data/people.csv` reads from it.
        public static final Files OF_THE_WORKSPACE = new Files("workspace", Limits.USUAL);
    }
}
