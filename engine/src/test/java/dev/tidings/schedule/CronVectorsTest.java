package dev.tidings.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the test suites of robfig/cron, Quartz and Spring expect, each in its own dialect.
class CronVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("tidings.vectors", "vectors"), "cron.csv");

    @Test
    void every_tool_would_agree_with_us_about_its_own_expressions() throws IOException {
        assumeTrue(Files.exists(VECTORS), "SKIPPED ALOUD: no vectors at " + VECTORS);
        List<Row> rows =
                Files.readAllLines(VECTORS).stream().skip(1).map(Row::of).toList();

        assertThat(rows).hasSizeGreaterThan(200);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.answer()).as(row.toString()).isEqualTo(row.expected()));
    }

    record Row(String expression, Dialect dialect, ZoneId zone, String from, String next) {
        static Row of(String line) {
            List<String> cells = cells(line);
            return new Row(
                    cells.get(1),
                    Dialect.valueOf(cells.get(2).toUpperCase(Locale.ROOT)),
                    ZoneId.of(cells.get(3)),
                    cells.get(4),
                    cells.get(5));
        }

        private static List<String> cells(String line) {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (char c : (line + ",").toCharArray()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            return cells;
        }

        String expected() {
            return next.equals("error") || next.equals("never")
                    ? next
                    : instant(next).toString();
        }

        String answer() {
            Schedule schedule;
            try {
                schedule = Cron.parse(expression, dialect, zone);
            } catch (MalformedCron malformed) {
                return "error";
            }
            return counted(schedule).next(instant(from)).map(Instant::toString).orElse("never");
        }

        /// robfig counts @every from the moment a schedule is added, cut to the second; the rows add
        /// theirs at `from`.
        private Schedule counted(Schedule schedule) {
            return schedule instanceof Every every
                    ? every.anchoredAt(Instant.ofEpochSecond(instant(from).getEpochSecond()))
                    : schedule;
        }

        private static Instant instant(String text) {
            return OffsetDateTime.parse(text).toInstant();
        }
    }
}
