package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static dev.tidings.server.cli.Typed.withInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReadWebhooksTest {
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"));
    private static final Path TABLES = Path.of("target", "feedback");
    private static final String OPEN = "[{\"event\":\"open\",\"email\":\"ann@example.com\",\"sg_event_id\":\"e1\"}]";

    /// What django-anymail reads out of the same payloads. A column that is empty there says nothing. Writes a line of
    /// the table that `acceptance/feedback.sh` prints.
    @ParameterizedTest
    @ValueSource(strings = {"event_type", "reject_reason", "recipient", "message_id", "event_id"})
    void it_reads_what_django_anymail_reads(String column) throws IOException {
        Path expected = VECTORS.resolve("webhooks/expected.csv");
        assumeTrue(Files.exists(expected), "SKIPPED ALOUD: no vectors at " + expected);
        List<CSVRecord> rows;
        try (Reader reader = Files.newBufferedReader(expected)) {
            rows = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }

        List<CSVRecord> told =
                rows.stream().filter(row -> !row.get(column).isEmpty()).toList();
        List<String> misread = told.stream()
                .filter(row -> !first(row).path(column).asString().equals(row.get(column)))
                .map(CSVRecord::toString)
                .toList();

        note(column, rows.size(), told.size(), misread.size());
        assertThat(rows).hasSizeGreaterThanOrEqualTo(50);
        assertThat(misread).isEmpty();
    }

    private static void note(String column, int calls, int told, int misread) throws IOException {
        Files.createDirectories(TABLES);
        Files.writeString(
                TABLES.resolve("2-calls-" + column + ".md"),
                "| `%s` of %d calls | all | %d of %d |%n".formatted(column, calls, told - misread, told));
    }

    private static JsonNode first(CSVRecord row) {
        String file = VECTORS.resolve(row.get("file")).toString();
        // Resend has the event's id in a header, which stands in no file
        boolean inHeader =
                row.get("provider").equals("resend") && !row.get("event_id").isEmpty();
        Typed typed = inHeader
                ? tidings("webhook", "read", "resend", file, "--json", "--header", "svix-id: " + row.get("event_id"))
                : tidings("webhook", "read", row.get("provider"), file, "--json");
        assertThat(typed.exit()).as(typed.err()).isZero();
        return Json.MAPPER.readTree(typed.out()).path(0).path("events").path(0);
    }

    @Test
    void it_reads_files_folders_and_what_comes_in(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), OPEN);
        Files.writeString(folder.resolve("b.json"), OPEN.replace("ann", "bob"));

        Typed all = tidings("webhook", "read", "sendgrid", folder.toString());
        Typed typed = withInput(OPEN, "webhook", "read", "sendgrid", "-");

        assertThat(all.out()).contains("a.json", "opened  ann@example.com  event e1", "b.json", "bob@example.com");
        assertThat(typed.out()).contains("opened  ann@example.com");
        assertThat(all.exit()).isZero();
    }

    /// So that a program that reads one reads the other.
    @Test
    void its_events_have_the_keys_of_messages_that_came_back() {
        String bounce = """
                [{"event":"bounce","email":"ann@example.com","reason":"550 5.1.1 no such user","timestamp":1795395600,
                  "smtp-id":"<m1@x.example>"}]
                """;

        Typed typed = withInput(bounce, "webhook", "read", "sendgrid", "-", "--json");
        JsonNode event =
                Json.MAPPER.readTree(typed.out()).path(0).path("events").path(0);

        assertThat(event.path("kind").asString()).isEqualTo("bounce");
        assertThat(event.path("recipient").asString()).isEqualTo("ann@example.com");
        assertThat(event.path("class").asString()).isEqualTo("hard");
        assertThat(event.path("fate").asString()).isEqualTo("failed");
        assertThat(event.path("reason").asString()).isEqualTo("userunknown");
        assertThat(event.path("status").asString()).isEqualTo("5.1.1");
        assertThat(event.path("code").asInt()).isEqualTo(550);
        assertThat(event.path("about").path(0).asString()).isEqualTo("m1@x.example");
        assertThat(event.path("event_type").asString()).isEqualTo("bounced");
    }

    @Test
    void what_cannot_be_read_is_said_and_the_others_are_read(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.json"), "[{");
        Files.writeString(folder.resolve("b.json"), OPEN);

        Typed typed = tidings("webhook", "read", "sendgrid", folder.toString());

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.out()).contains("a.json: it cannot be read: it is no JSON", "opened  ann@example.com");
    }

    @Test
    void mistakes_are_told_with_their_mend(@TempDir Path folder) {
        assertThat(tidings("webhook", "read", "sendgird", "x").err())
                .contains("no provider is called \"sendgird\"", "sendgrid");
        assertThat(tidings("webhook", "read", "sendgrid", folder.resolve("x").toString())
                        .err())
                .contains("cannot be read");
        assertThat(tidings("webhook", "read", "resend", "x", "--header", "svix").err())
                .contains("is not a header");
    }
}
