package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    private static final URI URL = URI.create("http://127.0.0.1:8025/");

    @TempDir
    Path workspace;

    @Test
    void a_server_that_runs_is_found() throws IOException {
        Discovery here = Discovery.here(URL, "s3cret");
        here.write(workspace);

        assertThat(Discovery.read(workspace)).contains(here);
        assertThat(workspace.resolve("data")).isDirectoryNotContaining("glob:**/.server*");
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "SKIPPED ALOUD: this file system knows no owners");
        Discovery.here(URL, "s3cret").write(workspace);

        assertThat(Files.getPosixFilePermissions(workspace.resolve("data/server.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void what_a_dead_server_left_behind_means_nothing() throws IOException {
        new Discovery(URL, "s3cret", 2_000_000_000L).write(workspace);

        assertThat(Discovery.read(workspace)).isEmpty();
    }

    @Test
    void a_file_that_says_nothing_means_nothing() throws IOException {
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("data/server.json"), "{ half");

        assertThat(Discovery.read(workspace)).isEmpty();
        assertThat(Discovery.read(workspace.resolve("nowhere"))).isEmpty();
    }

    @Test
    void it_goes_with_its_server_and_leaves_anothers_alone() throws IOException {
        Discovery first = Discovery.here(URL, "one");
        Discovery second = Discovery.here(URL, "two");
        first.write(workspace);
        second.write(workspace);

        first.delete(workspace);
        assertThat(Discovery.read(workspace)).contains(second);
        second.delete(workspace);
        assertThat(workspace.resolve("data/server.json")).doesNotExist();
    }

    @Test
    void its_token_is_not_shown() {
        assertThat(Discovery.here(URL, "s3cret")).asString().doesNotContain("s3cret");
    }
}
