package dev.tidings.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// Whoever has it may use console and API: made at a workspace's first start, readable by its owner alone,
/// and the same from then on, so that a bookmark outlives a restart.
final class Token {
    private static final String FILE = "data/console.token";
    private static final int OCTETS = 24;

    private Token() {}

    static String of(Path workspace) throws IOException {
        Path file = workspace.resolve(FILE);
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        Files.createDirectories(file.getParent());
        Files.createFile(file, ownerOnly());
        Files.writeString(file, token + "\n");
        return token;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
