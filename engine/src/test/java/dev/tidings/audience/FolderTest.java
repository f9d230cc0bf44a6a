package dev.tidings.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
    @TempDir
    Path outer;

    private Path root;

    @BeforeEach
    void lay_out() throws IOException {
        root = Files.createDirectory(outer.resolve("workspace"));
        Files.createDirectory(root.resolve("data"));
        Files.writeString(root.resolve("data/people.csv"), "id");
        Files.writeString(outer.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(root.resolve("link-out.txt"), outer.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("folder-out"), outer);
        Files.createSymbolicLink(root.resolve("link-in.csv"), root.resolve("data/people.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/people.csv", "./data/people.csv", "data/../data/people.csv", "link-in.csv"})
    void a_file_inside_is_found(String path) throws IOException {
        assertThat(new Folder(root).file(path)).isEqualTo(root.toRealPath().resolve("data/people.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/console.token", "data/ledger-wal", "data/caught.db", "data/x.lock", "link.csv"})
    void what_the_program_keeps_for_itself_is_not(String path) throws IOException {
        for (String own : List.of("console.token", "ledger-wal", "ledger.lock", "caught.db", "x.lock")) {
            Files.writeString(root.resolve("data/" + own), "own");
        }
        Files.createSymbolicLink(root.resolve("link.csv"), root.resolve("data/console.token"));

        assertThatThrownBy(() -> new Folder(root).file(path))
                .isInstanceOf(IOException.class)
                .hasMessage("\"%s\" is kept by Tidings for itself", path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "data/../../secret.txt",
                "/etc/passwd",
                "link-out.txt",
                "folder-out/secret.txt",
                "nothing.csv",
                "data",
                "",
                ".",
                "data/people.csv\0.txt",
                "..\\secret.txt",
                "C:\\secret.txt",
                "file:///etc/passwd"
            })
    void nothing_else_is(String path) {
        assertThatThrownBy(() -> new Folder(root).file(path)).isInstanceOf(IOException.class);
    }

    @Test
    void a_workspace_may_itself_be_reached_by_a_link() throws IOException {
        Path link = Files.createSymbolicLink(outer.resolve("current"), root);

        assertThat(new Folder(link).file("data/people.csv")).hasContent("id");
    }
}
