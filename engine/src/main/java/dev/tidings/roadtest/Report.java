package dev.tidings.roadtest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a test of a road found, so far.
public record Report(String transport, Instant started, Duration took, List<Part> parts) {
    public Report {
        parts = List.copyOf(parts);
    }

    /// The worst of all steps.
    public Mark mark() {
        return parts.stream().map(Part::mark).reduce(Mark.NOT_TRIED, Mark::or);
    }
}
