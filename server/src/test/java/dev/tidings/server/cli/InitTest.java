package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitTest {
    @TempDir
    Path folder;

    @Test
    void a_small_workspace_is_made_and_what_to_do_with_it_is_said() {
        Typed typed = tidings("init", folder.resolve("my-mail").toString());

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("tidings check -w", "tidings serve -w", "README.md");
        assertThat(folder.resolve("my-mail"))
                .isDirectoryContaining("glob:**/tidings.yaml")
                .isDirectoryContaining("glob:**/README.md")
                .isDirectoryContaining("glob:**/.gitignore");
        assertThat(folder.resolve("my-mail/templates/layouts/letter.html")).exists();
        assertThat(folder.resolve("my-mail/data/people.csv")).exists();
    }

    @ParameterizedTest
    @EnumSource
    void every_example_can_be_copied_whole(Example example) throws IOException {
        Path made = folder.resolve("made");

        assertThat(tidings("init", made.toString(), "--example", example.word()).exit())
                .isZero();
        Path original = Path.of(System.getProperty("tidings.root", ".."), "examples", example.word());
        try (Stream<Path> files = Files.walk(original)) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> {
                Path copied = made.resolve(original.relativize(file).toString());
                assertThat(copied).hasSameBinaryContentAs(file);
            });
        }
        assertThat(made.resolve("tidings.yaml")).content().contains("stage: log");
        assertThat(made.resolve("README.md")).exists();
        assertThat(made.resolve(".gitignore")).content().contains("data/server.json", "data/unsubscribe.key", "keys/");
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        Typed typed = tidings("init", folder.toString());

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err()).contains("is not empty").contains("Name a folder that is empty");
        assertThat(folder).isDirectoryNotContaining("glob:**/tidings.yaml");
        assertThat(tidings("init", folder.resolve("mine.txt").toString()).err()).contains("is a file");
    }

    @Test
    void an_unknown_example_is_told_with_those_there_are() {
        Typed typed = tidings("init", folder.toString(), "--example", "monthly");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err())
                .contains("\"monthly\"")
                .contains("weekly-report")
                .contains("standup");
    }

    @Test
    void the_weekly_report_always_finds_people_who_were_there_last_week() throws Exception {
        Path made = folder.resolve("made");
        tidings("init", made.toString(), "--example", "weekly-report");
        String query = Files.readString(made.resolve("notifications/weekly-report.yaml"))
                .lines()
                .dropWhile(line -> !line.contains("select u.id"))
                .takeWhile(line -> !line.contains("to:"))
                .reduce("", (all, line) -> all + "\n" + line);

        for (int days : List.of(0, 3, 6)) {
            Instant due = Instant.now().minus(days, ChronoUnit.DAYS);
            assertThat(names(made.resolve("data/crm.db"), query, due))
                    .as("a week that ends %s days ago", days)
                    .contains("Ann Walker", "张伟", "李娜", "Dee Miller")
                    .doesNotContain("Carla Rossi");
        }
    }

    private static List<String> names(Path database, String query, Instant due) throws SQLException {
        String asked =
                query.replace(":from", text(due.minus(7, ChronoUnit.DAYS))).replace(":due", text(due));
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                ResultSet rows = connection.createStatement().executeQuery(asked)) {
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
        }
        return names;
    }

    private static String text(Instant instant) {
        return "'"
                + instant.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace("T", " ")
                        .replace("Z", "") + "'";
    }

    @Test
    void the_demos_report_is_due_in_a_moment_and_every_week_before_and_after() throws IOException {
        Path report = Path.of(
                System.getProperty("tidings.root", ".."), "examples/weekly-report/notifications/weekly-report.yaml");

        String soon = Demo.dueSoon(Files.readString(report), Instant.parse("2026-11-23T04:00:00Z"));

        assertThat(soon)
                .contains(
                        "\n    - \"2026-11-16T04:00:15Z\"\n    - \"2026-11-23T04:00:15Z\"\n    - \"2026-11-30T04:00:15Z\"\n")
                .contains("\naudience:")
                .doesNotContain("\n  cron:")
                .doesNotContain("spread:");
    }
}
