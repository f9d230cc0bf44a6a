package dev.tidings.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Query;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Settings;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.SourceSpec.Database;
import dev.tidings.notification.SourceSpec.Limits;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceSourcesTest {
    private static final Parameters NONE = new Parameters(Map.of());

    @TempDir
    Path root;

    @Test
    void a_workspaces_own_files_are_always_a_source() throws Exception {
        Files.writeString(root.resolve("people.csv"), "id\n1\n");
        try (WorkspaceSources sources = new WorkspaceSources(workspace(Map.of()));
                Rows rows = sources.named("workspace").orElseThrow().rows(new Query("workspace", "people.csv"), NONE)) {
            assertThat(rows.next(9)).hasSize(1);
            assertThat(sources.named("crm")).isEmpty();
        }
    }

    @Test
    void a_source_is_opened_when_it_is_asked_and_not_before() {
        try (WorkspaceSources sources =
                new WorkspaceSources(workspace(Map.of("crm", database("crm", "nonsense://x"))))) {
            assertThatThrownBy(() -> sources.named("crm").orElseThrow().rows(new Query("crm", "select 1"), NONE))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("source \"crm\"")
                    .hasMessageContaining("a database is sqlite:file");
        }
    }

    @Test
    void the_own_store_is_no_source_however_it_is_written() throws Exception {
        Files.createDirectory(root.resolve("data"));
        Files.writeString(root.resolve("data/tidings.db"), "");
        Files.createSymbolicLink(root.resolve("link.db"), root.resolve("data/tidings.db"));
        for (String path :
                List.of("data/tidings.db", "./data/../data/tidings.db", "link.db", root + "/data/tidings.db")) {
            try (WorkspaceSources sources =
                    new WorkspaceSources(workspace(Map.of("own", database("own", "sqlite:" + path))))) {
                assertThatThrownBy(() -> sources.named("own").orElseThrow().rows(new Query("own", "select 1"), NONE))
                        .isInstanceOf(SourceFailure.class)
                        .hasMessageContaining("Tidings' own store");
            }
        }
    }

    @Test
    void closed_sources_say_so() throws Exception {
        WorkspaceSources sources = new WorkspaceSources(workspace(Map.of()));
        Source files = sources.named("workspace").orElseThrow();
        sources.close();

        assertThatThrownBy(() -> files.rows(new Query("workspace", "people.csv"), NONE))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("is closed");
    }

    private static Database database(String name, String url) {
        return new Database(name, url, Optional.empty(), Optional.empty(), Limits.USUAL);
    }

    private Workspace workspace(Map<String, SourceSpec> sources) {
        Settings settings = new Settings(
                new Settings.Rehearsal(Stage.LOG, Optional.empty()),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneOffset.UTC, Mailbox.parse("house@example.com")),
                Map.of(),
                sources,
                new Settings.Listen("127.0.0.1", 0),
                List.of());
        return new Workspace(root, settings, Map.of(), Map.of(), new Revision("0".repeat(64)));
    }
}
