package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.AddressForm;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Unsubscribing;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaveKeysTest {
    private static final Secret WRITTEN = new Secret("w".repeat(32));

    @TempDir
    Path workspace;

    private static Settings settings(Secret... written) {
        return settings(StoreSpec.USUAL, written);
    }

    private static Settings settings(StoreSpec store, Secret... written) {
        return new Settings(
                new Settings.Rehearsal(Stage.LOG, Optional.empty()),
                store,
                new Settings.Defaults(ZoneId.of("UTC"), Mailbox.parse("house@example.com")),
                Map.of(),
                Map.of(),
                new Settings.Listen("127.0.0.1", 0),
                List.of(),
                List.of(),
                new Unsubscribing(Optional.empty(), List.of(written)),
                Settings.Nodes.USUAL);
    }

    @Test
    void a_key_is_made_once_and_stays() {
        assertThat(LeaveKeys.known(workspace, settings())).isEmpty();
        List<Secret> made = LeaveKeys.needed(workspace, settings());

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().value()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(LeaveKeys.needed(workspace, settings())).isEqualTo(made);
        assertThat(LeaveKeys.known(workspace, settings())).isEqualTo(made);
    }

    @Test
    void nodes_that_share_a_store_are_given_theirs() {
        StoreSpec shared = new StoreSpec.Shared(AddressForm.POSTGRESQL.read("postgresql://db.example/mail"));
        LeaveKeys.needed(workspace, settings());

        assertThatThrownBy(() -> LeaveKeys.needed(workspace, settings(shared)))
                .hasMessageContaining("write unsubscribe-key in tidings.yaml");
        assertThat(LeaveKeys.needed(workspace, settings(shared, WRITTEN))).startsWith(WRITTEN);
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "SKIPPED ALOUD: this file system knows no owners");
        LeaveKeys.needed(workspace, settings());

        assertThat(Files.getPosixFilePermissions(workspace.resolve("data/unsubscribe.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void where_one_is_written_none_is_made() {
        assertThat(LeaveKeys.needed(workspace, settings(WRITTEN))).containsExactly(WRITTEN);
        assertThat(workspace.resolve("data/unsubscribe.key")).doesNotExist();
    }

    @Test
    void the_kept_one_goes_on_reading_its_links_when_another_is_written() {
        Secret kept = LeaveKeys.needed(workspace, settings()).getFirst();

        assertThat(LeaveKeys.needed(workspace, settings(WRITTEN))).containsExactly(WRITTEN, kept);
    }

    @Test
    void a_new_line_above_it_is_the_new_key() throws IOException {
        Secret kept = LeaveKeys.needed(workspace, settings()).getFirst();
        Path file = workspace.resolve("data/unsubscribe.key");
        Files.writeString(file, "n".repeat(40) + "\n" + Files.readString(file));

        assertThat(LeaveKeys.needed(workspace, settings())).containsExactly(new Secret("n".repeat(40)), kept);
    }

    @Test
    void what_a_crash_left_empty_is_made_anew() throws IOException {
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("data/unsubscribe.key"), "");

        assertThat(LeaveKeys.needed(workspace, settings())).hasSize(1);
    }
}
