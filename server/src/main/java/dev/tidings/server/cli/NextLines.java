package dev.tidings.server.cli;

import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Every;
import dev.tidings.schedule.Schedule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/// Answers lines `dialect⇥zone⇥from⇥expression` with one next instant each, thousands of them in a second:
/// what other programs ask.
final class NextLines {
    private static final int LINE_MAX = 10_000;

    private NextLines() {}

    /// Answers until the input ends. One that waits for its answer before it asks again gets it.
    static void answer(BufferedReader in, PrintWriter out) throws IOException {
        for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
            if (!line.get().isBlank()) {
                out.println(answer(line.get()));
            }
            if (!in.ready()) {
                out.flush();
            }
        }
        out.flush();
    }

    /// The next line, of which at most one character too many is kept; empty at the end.
    private static Optional<String> line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int character = in.read();
        if (character < 0) {
            return Optional.empty();
        }
        while (character >= 0 && character != '\n') {
            if (line.length() <= LINE_MAX && character != '\r') {
                line.append((char) character);
            }
            character = in.read();
        }
        return Optional.of(line.toString());
    }

    static String answer(String line) {
        if (line.length() > LINE_MAX) {
            return "error: a line has at most %,d characters".formatted(LINE_MAX);
        }
        String[] cells = line.split("\t", 4);
        if (cells.length < 4) {
            return "error: write dialect, zone, from and expression, separated by tabs";
        }
        try {
            Dialect dialect = dialect(cells[0].strip());
            Instant from = OffsetDateTime.parse(cells[2].strip()).toInstant();
            Schedule schedule = Cron.parse(cells[3], dialect, ZoneId.of(cells[1].strip()));
            return counted(schedule, dialect, from)
                    .next(from)
                    .map(Instant::toString)
                    .orElse("never");
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return "error: " + String.valueOf(malformed.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static Dialect dialect(String word) {
        return Arrays.stream(Dialect.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is not a dialect"));
    }

    /// robfig counts `@every` from the second in which a schedule is added; here that is `from`.
    private static Schedule counted(Schedule schedule, Dialect dialect, Instant from) {
        boolean robfig = dialect == Dialect.ROBFIG5 || dialect == Dialect.ROBFIG6;
        return robfig && schedule instanceof Every every
                ? every.anchoredAt(from.truncatedTo(ChronoUnit.SECONDS))
                : schedule;
    }
}
