package dev.tidings.notification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The files that the program keeps in a workspace for itself: its settings, its keys, its databases. No mail
/// carries them and nobody's name is read out of them.
public final class OwnFiles {
    private static final Set<String> NAMED = Set.of("tidings.yaml", "data/console.token", "data/server.json");
    private static final Pattern KEPT = Pattern.compile("(tidings|caught)\\.db.*|unsubscribe\\.key|.*\\.lock");
    private static final Pattern BESIDE_A_DATABASE = Pattern.compile("-(wal|shm|journal)$");

    private OwnFiles() {}

    /// A store whose name says nothing is known by the lock beside it.
    ///
    /// @param root of the workspace, a real path
    /// @param file its real path, so that no link gives it another name
    public static boolean contain(Path root, Path file) {
        String path = root.relativize(file).toString().replace('\\', '/').toLowerCase(Locale.ROOT);
        String name = file.getFileName().toString();
        String database = BESIDE_A_DATABASE.matcher(name).replaceFirst("");
        return NAMED.contains(path)
                || KEPT.matcher(name.toLowerCase(Locale.ROOT)).matches()
                || Files.exists(file.resolveSibling(database + ".lock"));
    }
}
