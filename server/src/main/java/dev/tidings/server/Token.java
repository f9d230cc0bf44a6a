package dev.tidings.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// Whoever has it may use console and API: made at a workspace's first start, readable by its owner alone,
/// and the same from then on, so that a bookmark outlives a restart.
final class Token {
    private static final String FILE = "data/console.token";
    private static final int OCTETS = 24;
    private static final int CHARACTERS_MIN = 16;

    private Token() {}

    /// What is too short to be one, as after a crash while it was written, is replaced.
    static String of(Path workspace) throws IOException {
        Path file = workspace.resolve(FILE);
        String known = Files.exists(file) ? Files.readString(file).strip() : "";
        return known.length() >= CHARACTERS_MIN ? known : made(file);
    }

    private static String made(Path file) throws IOException {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Private.write(file, token + "\n");
        return token;
    }
}
