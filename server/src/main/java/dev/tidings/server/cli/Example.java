package dev.tidings.server.cli;

import dev.tidings.server.Private;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A workspace that comes along, to be copied and changed.
enum Example {
    STARTER("one notification, one template, people in a CSV file"),
    WEEKLY_REPORT("a SQLite database, everyone's own rows, English and Chinese, an attachment"),
    STANDUP("seven lines"),
    INVOICE_REMINDER("customers and invoices in CSV files; what is uncertain is held for a person"),
    MORNING_DIGEST("a team in a JSON file, something for all and something for each");

    private static final String IGNORED = """
            # What Tidings keeps while it runs, and databases made from scripts
            data/*.db*
            data/server.json
            data/console.token
            data/*.lock

            # Secrets: what readers' links are sealed with, and what mail is signed with
            data/unsubscribe.key
            keys/
            """;

    private final String says;

    Example(String says) {
        this.says = says;
    }

    /// As its folder is called.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String says() {
        return says;
    }

    static Example of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Stop.unknown(
                        "no example is called \"" + word + "\"", "Known: " + String.join(", ", words()) + "."));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Example::word).toList();
    }

    /// Copies it into a folder that is empty or not there yet, and makes the databases it needs.
    ///
    /// @throws Stop when something stands there already
    void copyTo(Path folder) {
        try {
            refuseOccupied(folder);
            copy(folder);
            Files.writeString(folder.resolve(".gitignore"), IGNORED);
            makeDatabases(folder.resolve("data"));
        } catch (IOException unwritable) {
            throw new Stop(Exit.PROBLEM, folder + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    private static void refuseOccupied(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw Stop.problem(folder + " is a file", "Name a folder that is empty or not there yet.");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw Stop.problem(folder + " is not empty", "Name a folder that is empty or not there yet.");
                }
            }
        }
    }

    private void copy(Path folder) throws IOException {
        URI settings = settings();
        if (settings.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(settings, Map.of())) {
                copy(jar.getPath("/examples/" + word()), folder);
            }
        } else {
            copy(Path.of(settings).resolveSibling(""), folder);
        }
    }

    private URI settings() {
        URL settings = Example.class.getResource("/examples/" + word() + "/tidings.yaml");
        if (settings == null) {
            throw Stop.problem("this build has no examples in it", "Build it again: ./mvnw package");
        }
        try {
            return settings.toURI();
        } catch (URISyntaxException impossible) {
            throw new AssertionError("the class loader's own addresses are well formed", impossible);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (to.endsWith("data")) {
            Private.folder(to);
        }
        Files.createDirectories(to);
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(from)) {
            for (Path each : inside) {
                Path target = to.resolve(String.valueOf(each.getFileName()).replace("/", ""));
                if (Files.isDirectory(each)) {
                    copy(each, target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    /// `data/crm.sql` → `data/crm.db`. The scripts count their days from today.
    private static void makeDatabases(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            return;
        }
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(data, "*.sql")) {
            for (Path script : scripts) {
                String name = String.valueOf(script.getFileName()).replaceFirst("\\.sql$", ".db");
                run(script, data.resolve(name));
            }
        }
    }

    private static void run(Path script, Path database) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(script));
        } catch (SQLException refused) {
            throw new IOException(script + ": " + refused.getMessage(), refused);
        }
    }
}
