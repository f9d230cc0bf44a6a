package dev.tidings.workspace;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a workspace's files look like from outside: size, time and inode of each, links followed. So a link
/// that now leads elsewhere is a change too, which is how a Kubernetes ConfigMap is swapped.
///
/// Left out is what the program itself writes: databases, logs, and everything in `data/` but CSV and JSON;
/// of these, `data/server.json`. A store whose name says nothing is known by the lock beside it.
record Snapshot(Map<String, String> files) {
    static final Snapshot EMPTY = new Snapshot(Map.of());

    private static final int FILES_MAX = 20_000;
    private static final int DEPTH_MAX = 12;
    private static final Pattern PASSED_OVER =
            Pattern.compile("(?i).*(\\.(db|sqlite3?|log|tmp|lock)|\\.db-.*|-(wal|shm|journal))");
    private static final String LOCK = ".lock";
    private static final String DISCOVERY = "data/server.json";
    private static final Pattern DATA = Pattern.compile("(?i).*\\.(csv|json)");

    Snapshot {
        files = Map.copyOf(files);
    }

    /// The files as they are now; none when the folder is not there.
    static Snapshot of(Path root) {
        Map<String, String> files = new HashMap<>();
        Set<String> locked = new HashSet<>();
        Look look = new Look(root, files, locked);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH_MAX, look);
            files.keySet().removeAll(locked);
        } catch (IOException e) {
            files.put("", e.getClass().getName());
        }
        return new Snapshot(files);
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<String, String> files;
        private final Set<String> locked;

        Look(Path root, Map<String, String> files, Set<String> locked) {
            this.root = root;
            this.files = files;
            this.locked = locked;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean visible =
                    folder.equals(root) || Folder.isVisible(folder.getFileName().toString());
            return visible ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (path.endsWith(LOCK)) {
                locked.add(path.substring(0, path.length() - LOCK.length()));
            }
            if (matters(path, file.getFileName().toString())) {
                files.put(path, attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey());
            }
            return files.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        private static boolean matters(String path, String name) {
            return Folder.isVisible(name)
                    && !PASSED_OVER.matcher(name).matches()
                    && !path.equals(DISCOVERY)
                    && (!path.startsWith("data/") || DATA.matcher(name).matches());
        }

        /// A file that went while we looked, or a link that leads nowhere or in a circle.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
