package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    Path workspace;

    private Path file;

    @BeforeEach
    void name() {
        file = workspace.resolve("data/console.token");
    }

    @Test
    void it_is_made_once_and_stays() throws IOException {
        String token = Token.of(workspace);

        assertThat(token).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Token.of(workspace)).isEqualTo(token);
        assertThat(file).hasContent(token);
        assertThat(workspace.resolve("data")).isDirectoryNotContaining("glob:**/.console*");
    }

    @Test
    void what_a_crash_left_empty_is_made_anew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");

        String token = Token.of(workspace);

        assertThat(token).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Token.of(workspace)).isEqualTo(token);
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "SKIPPED ALOUD: this file system knows no owners");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");

        Token.of(workspace);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
