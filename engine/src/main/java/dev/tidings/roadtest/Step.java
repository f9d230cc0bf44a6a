package dev.tidings.roadtest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing that was looked at.
///
/// @param found what there was, for somebody who does not know mail servers
/// @param mend  what to do about it
/// @param facts the same for somebody who does
/// @param took  how long, where that says something
public record Step(
        String name, Mark mark, String found, Optional<String> mend, List<Fact> facts, Optional<Duration> took) {
    public Step {
        facts = List.copyOf(facts);
    }

    static Step passed(String name, String found) {
        return new Step(name, Mark.PASSED, found, Optional.empty(), List.of(), Optional.empty());
    }

    static Step warning(String name, String found, String mend) {
        return new Step(name, Mark.WARNING, found, Optional.of(mend), List.of(), Optional.empty());
    }

    static Step failed(String name, String found, String mend) {
        return new Step(name, Mark.FAILED, found, Optional.of(mend), List.of(), Optional.empty());
    }

    static Step notTried(String name, String why) {
        return new Step(name, Mark.NOT_TRIED, why, Optional.empty(), List.of(), Optional.empty());
    }

    Step with(List<Fact> facts) {
        return new Step(name, mark, found, mend, facts, took);
    }

    Step with(Optional<Duration> took) {
        return new Step(name, mark, found, mend, facts, took);
    }
}
