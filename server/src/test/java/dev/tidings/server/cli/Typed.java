package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/// A command as somebody typed it, and what it came to.
record Typed(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    static Typed tidings(String... words) {
        return withInput("", words);
    }

    static Typed withInput(String input, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                InstantSource.fixed(NOW),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                Path.of(""));
        int exit = Commands.line(around, words)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Typed(exit, out.toString(), err.toString());
    }
}
