package dev.tidings.server.cli;

import dev.tidings.server.answer.TranscriptAnswer;
import java.io.PrintWriter;
import java.util.List;

/// Transcripts for a terminal.
final class Spoken {
    private Spoken() {}

    static void say(List<TranscriptAnswer> transcripts, PrintWriter out) {
        for (TranscriptAnswer each : transcripts) {
            out.println(
                    "  Said at attempt " + each.attempt() + " (milliseconds from its beginning; → us, ← the server):");
            each.lines().forEach(line -> out.println("  %8d %s %s".formatted(line.millis(), line.mark(), line.text())));
        }
    }
}
