package dev.tidings.roadtest;

import java.util.List;

/// Steps that belong together: the server, or mail from one domain.
///
/// @param title `The server smtp.example.com, port 465`
/// @param about a line more, may be empty
public record Part(String title, String about, List<Step> steps) {
    public Part {
        steps = List.copyOf(steps);
    }

    Mark mark() {
        return steps.stream().map(Step::mark).reduce(Mark.NOT_TRIED, Mark::or);
    }
}
