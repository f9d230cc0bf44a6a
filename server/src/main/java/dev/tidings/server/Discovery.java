package dev.tidings.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Private.write(workspace.resolve(FILE), JSON.writeValueAsString(this));
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
