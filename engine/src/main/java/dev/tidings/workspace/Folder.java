package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.OwnFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The workspace's folder. Nothing outside it is read, wherever a link may point.
///
/// @param root a real path
record Folder(Path root) {
    static final int NAMES_MAX = 10_000;

    /// The file at a path that is written as in a file: relative, with `/`.
    ///
    /// @throws Mistake when it is not there, is no file, lies outside, or is the program's own
    Path file(String relative) {
        Path file = anyFile(relative);
        if (isOwn(file)) {
            throw new Mistake(
                    Quoted.of(relative) + " is kept by Tidings for itself, and never goes into a mail",
                    "Name a file of your own.");
        }
        return file;
    }

    private boolean isOwn(Path file) {
        try {
            return OwnFiles.contain(root, file.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private Path anyFile(String relative) {
        Path file = place(relative);
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw new Mistake(
                    Quoted.of(relative) + " is a link that leads nowhere", "Mend the link, or put the file there.");
        }
        if (!Files.exists(file)) {
            throw new Mistake(
                    "there is no file " + Quoted.of(relative),
                    Guess.sentence(relative, siblings(file)) + "Paths begin at the workspace's folder.");
        }
        if (!Files.isRegularFile(file)) {
            throw new Mistake(Quoted.of(relative) + " is not a file");
        }
        return file;
    }

    private Path place(String relative) {
        try {
            Path place = root.resolve(relative).normalize();
            boolean inside = !Path.of(relative).isAbsolute()
                    && place.startsWith(root)
                    && (!Files.exists(place) || place.toRealPath().startsWith(root));
            if (inside) {
                return place;
            }
        } catch (InvalidPathException | IOException e) {
            throw new Mistake(Quoted.of(relative) + " is not a path");
        }
        throw new Mistake(
                Quoted.of(relative) + " lies outside the workspace",
                "Copy it into the workspace and write its path from there.");
    }

    /// What a folder of the workspace holds, sorted; nothing when it is not there. What begins with a dot or
    /// is an editor's own copy is passed over.
    List<String> names(String relative) {
        Path folder = relative.isEmpty() ? root : place(relative);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            List<String> names = list.map(Folder::name)
                    .filter(Folder::isVisible)
                    .limit(NAMES_MAX + 1L)
                    .sorted()
                    .toList();
            if (names.size() > NAMES_MAX) {
                throw new Mistake(Quoted.of(relative) + " holds more than " + NAMES_MAX + " files");
            }
            return names;
        } catch (IOException e) {
            throw new Mistake(Quoted.of(relative) + " cannot be listed");
        }
    }

    boolean isFolder(String relative) {
        return Files.isDirectory(root.resolve(relative));
    }

    private List<String> siblings(Path file) {
        Path parent = file.getParent();
        if (parent == null || !parent.startsWith(root)) {
            return List.of();
        }
        String folder = root.relativize(parent).toString().replace('\\', '/');
        return names(folder).stream()
                .map(name -> folder.isEmpty() ? name : folder + "/" + name)
                .toList();
    }

    static boolean isVisible(String name) {
        return !name.startsWith(".") && !name.endsWith("~") && !name.startsWith("#") && !name.endsWith(".swp");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    byte[] octets(String relative, int most) {
        return octets(file(relative), most);
    }

    private static byte[] octets(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(most + 1);
            if (octets.length > most) {
                throw new Mistake("has more than " + most / (1024 * 1024) + " MB", "Make it smaller.");
            }
            return octets;
        } catch (IOException e) {
            throw new Mistake("cannot be read", "It must be readable for the user that runs Tidings.");
        }
    }

    /// The file's text, with `\n` at its lines' ends whatever system it was written on.
    String text(String relative, int most) {
        return text(octets(relative, most));
    }

    /// The text of `tidings.yaml`, which is the program's own.
    String settings(int most) {
        return text(octets(anyFile(WorkspaceReader.SETTINGS), most));
    }

    private static String text(byte[] octets) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new Mistake("is not UTF-8 text", "Save it as UTF-8.");
        }
    }
}
