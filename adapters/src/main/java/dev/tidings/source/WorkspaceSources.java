package dev.tidings.source;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.audience.Sources;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.source.file.FileSource;
import dev.tidings.source.http.WebSource;
import dev.tidings.source.sql.DatabaseUrl;
import dev.tidings.source.sql.SqlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The sources of one workspace. Each is opened when it is first asked, and all are closed together.
///
/// Tidings' own store is never a source: whoever may write a query may not read whom others have written to.
public final class WorkspaceSources implements Sources, AutoCloseable {
    private final Map<String, Lazy> byName = new LinkedHashMap<>();

    public WorkspaceSources(Workspace workspace) {
        SourceSpec files = SourceSpec.Files.OF_THE_WORKSPACE;
        byName.put(files.name(), new Lazy(files, workspace));
        workspace.settings().sources().forEach((name, spec) -> byName.put(name, new Lazy(spec, workspace)));
    }

    @Override
    public Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public void close() {
        byName.values().forEach(Lazy::close);
    }

    private static final class Lazy implements Source {
        private final SourceSpec spec;
        private final Workspace workspace;
        private final ReentrantLock opening = new ReentrantLock();
        private @Nullable Source opened;
        private boolean closed;

        private Lazy(SourceSpec spec, Workspace workspace) {
            this.spec = spec;
            this.workspace = workspace;
        }

        @Override
        public Rows rows(Query query, Parameters parameters) throws SourceFailure {
            return opened().rows(query, parameters);
        }

        private Source opened() throws SourceFailure {
            opening.lock();
            try {
                if (closed)
                    throw new SourceFailure(
                            "source \"%s\" is closed: the workspace was read anew".formatted(spec.name()));
                if (opened == null) opened = open();
                return opened;
            } finally {
                opening.unlock();
            }
        }

        private Source open() throws SourceFailure {
            return switch (spec) {
                case SourceSpec.Database database -> {
                    refuseOwnStore(database);
                    yield new SqlSource(database, workspace.root());
                }
                case SourceSpec.Web web -> new WebSource(web);
                case SourceSpec.Files files -> new FileSource(files, workspace.root());
            };
        }

        private void refuseOwnStore(SourceSpec.Database database) throws SourceFailure {
            if (workspace.settings().store() instanceof StoreSpec.File own
                    && place(database.url()).equals(place(own.toString()))) {
                throw new SourceFailure(
                        "source \"%s\" is Tidings' own store, which is no source".formatted(database.name()));
            }
        }

        /// What tells one database from another, as far as a URL does.
        private String place(String url) {
            try {
                return switch (DatabaseUrl.parse(url)) {
                    case DatabaseUrl.File file -> real(workspace.root().resolve(file.path()));
                    case DatabaseUrl.Server server -> "%s/%s".formatted(server, server.database());
                };
            } catch (IllegalArgumentException notOurs) {
                return url;
            }
        }

        private static String real(Path path) {
            try {
                return Files.exists(path)
                        ? path.toRealPath().toString()
                        : path.normalize().toAbsolutePath().toString();
            } catch (IOException unreadable) {
                return path.toString();
            }
        }

        @Override
        public void close() {
            opening.lock();
            try {
                closed = true;
                if (opened != null) opened.close();
            } finally {
                opening.unlock();
            }
        }
    }
}
