package dev.tidings.server.answer;

import dev.tidings.roadtest.Fact;
import dev.tidings.roadtest.Mark;
import dev.tidings.roadtest.Part;
import dev.tidings.roadtest.Report;
import dev.tidings.roadtest.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a test of a road found.
///
/// @param mark  the worst of all steps: `passed`, `warning` or `failed`
/// @param steps how many of each mark
public record RoadTested(
        String transport, Instant started, long tookMillis, String mark, Map<String, Long> steps, List<Section> parts) {

    /// @param about a line more; empty where there is none
    public record Section(String title, String about, List<Tried> steps) {}

    /// @param mark       `passed`, `warning`, `failed` or `not tried`
    /// @param found      in plain words
    /// @param mend       what to do about it
    /// @param facts      the same for somebody who knows mail servers
    /// @param tookMillis where that says something
    public record Tried(
            String name,
            String mark,
            String found,
            Optional<String> mend,
            List<Noted> facts,
            Optional<Long> tookMillis) {}

    public record Noted(String name, String value) {}

    public static RoadTested of(Report report) {
        return new RoadTested(
                report.transport(),
                report.started(),
                report.took().toMillis(),
                report.mark().word(),
                counted(report),
                report.parts().stream().map(RoadTested::of).toList());
    }

    private static Map<String, Long> counted(Report report) {
        Map<String, Long> counted = new LinkedHashMap<>();
        Arrays.stream(Mark.values()).forEach(mark -> counted.put(mark.word(), count(report, mark)));
        return counted;
    }

    private static long count(Report report, Mark mark) {
        return report.parts().stream()
                .flatMap(part -> part.steps().stream())
                .filter(step -> step.mark() == mark)
                .count();
    }

    private static Section of(Part part) {
        return new Section(
                part.title(),
                part.about(),
                part.steps().stream().map(RoadTested::of).toList());
    }

    private static Tried of(Step step) {
        return new Tried(
                step.name(),
                step.mark().word(),
                step.found(),
                step.mend(),
                step.facts().stream().map(RoadTested::of).toList(),
                step.took().map(took -> took.toMillis()));
    }

    private static Noted of(Fact fact) {
        return new Noted(fact.name(), fact.value());
    }

    public boolean failed() {
        return mark.equals(Mark.FAILED.word());
    }

    /// `12 passed, 1 warning, 1 failed, 2 not tried`
    public String summary() {
        StringBuilder summary = new StringBuilder();
        for (Mark mark : List.of(Mark.PASSED, Mark.WARNING, Mark.FAILED, Mark.NOT_TRIED)) {
            long count = steps.getOrDefault(mark.word(), 0L);
            if (count > 0) {
                summary.append(summary.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(mark.word());
                summary.append(mark == Mark.WARNING && count > 1 ? "s" : "");
            }
        }
        return summary.toString();
    }
}
