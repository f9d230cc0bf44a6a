package dev.tidings.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How the command line finds the server of a workspace: `data/server.json`, readable by its owner alone,
/// there as long as the server runs.
///
/// @param url   where the console and the API listen
/// @param token whoever has it may use them
/// @param pid   of the server; when no such process lives, the file was left behind and means nothing
public record Discovery(URI url, String token, long pid) {
    private static final String FILE = "data/server.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// This process, serving there.
    public static Discovery here(URI url, String token) {
        return new Discovery(url, token, ProcessHandle.current().pid());
    }

    /// The server that runs this workspace, if one does.
    public static Optional<Discovery> read(Path workspace) {
        try {
            return Optional.of(JSON.readValue(Files.readString(workspace.resolve(FILE)), Discovery.class))
                    .filter(Discovery::lives);
        } catch (IOException | JacksonException notThere) {
            return Optional.empty();
        }
    }

    private boolean lives() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /// Writes it beside the ledger; whoever reads finds all of it or nothing.
    public void write(Path workspace) throws IOException {
        Path file = workspace.resolve(FILE);
        Path folder = Files.createDirectories(workspace.resolve("data"));
        Path draft = Files.createTempFile(folder, ".server", ".json", ownerOnly());
        Files.write(draft, JSON.writeValueAsString(this).getBytes(UTF_8));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Takes it away again, unless another server has written its own meanwhile.
    public void delete(Path workspace) throws IOException {
        if (read(workspace).filter(this::equals).isPresent()) {
            Files.deleteIfExists(workspace.resolve(FILE));
        }
    }

    @Override
    public String toString() {
        return "Discovery[" + url + ", pid " + pid + "]";
    }
}
