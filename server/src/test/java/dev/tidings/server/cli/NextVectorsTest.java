package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.withInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// What the suites of robfig/cron, Quartz and Spring expect, asked as another program would ask it.
class NextVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"), "cron.csv");

    @Test
    void the_command_agrees_with_every_tool_about_its_own_expressions() throws IOException {
        assumeTrue(Files.exists(VECTORS), "SKIPPED ALOUD: no vectors at " + VECTORS);
        List<CSVRecord> rows;
        try (Reader reader = Files.newBufferedReader(VECTORS)) {
            rows = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
        String asked = rows.stream().map(NextVectorsTest::line).collect(Collectors.joining("\n"));

        List<String> answers =
                withInput(asked, "next", "--cron", "-").out().lines().toList();

        assertThat(rows).hasSizeGreaterThan(180);
        assertThat(answers).hasSameSizeAs(rows);
        for (int row = 0; row < rows.size(); row++) {
            String answer = answers.get(row).replaceFirst("^error: .*", "error");
            assertThat(answer).as(rows.get(row).toString()).isEqualTo(expected(rows.get(row)));
        }
    }

    private static String line(CSVRecord row) {
        return String.join("\t", row.get("dialect"), row.get("zone"), row.get("from"), row.get("expression"));
    }

    private static String expected(CSVRecord row) {
        String next = row.get("expected next");
        return next.equals("error") || next.equals("never")
                ? next
                : OffsetDateTime.parse(next).toInstant().toString();
    }
}
