package dev.tidings.server.answer;

import dev.tidings.deliver.Breaker;
import dev.tidings.run.Deafness;
import dev.tidings.run.RoadStatus;
import dev.tidings.workspace.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is not well with the house itself, and what to do about it; the worst first.
///
/// @param nodes    what is not well among them, and with the store that they share
/// @param returned what comes back that a person has to see to
record Troubles(
        Vitals vitals, List<Status.Trouble> nodes, List<Status.Trouble> returned, List<Problem> problems, ZoneId zone) {

    List<Status.Trouble> told() {
        List<Status.Trouble> told = new ArrayList<>();
        vitals.storeFailing()
                .ifPresent(failing -> told.add(new Status.Trouble(
                        "The store fails since %s: %s"
                                .formatted(Moment.of(failing.since(), zone).brief(), InWords.stopped(failing.why())),
                        "No new work is taken meanwhile, and nothing is lost; it goes on by itself. " + failing.mend(),
                        Optional.empty())));
        for (RoadStatus road : vitals.roads()) {
            road.closed().ifPresent(closed -> told.add(closed(road.name(), closed)));
        }
        vitals.carrier()
                .ifPresent(why -> told.add(new Status.Trouble(
                        "The bus does not carry: " + InWords.stopped(why),
                        "No mail is lost: nodes find their work in the store, up to five seconds later. It is tried again by itself;"
                                + " what it refuses has to be mended.",
                        Optional.empty())));
        vitals.deafnesses().forEach(each -> told.add(deaf(each)));
        vitals.ways().troubles().forEach(why -> told.add(shut(why)));
        told.addAll(nodes);
        told.addAll(returned);
        if (!problems.isEmpty()) {
            told.add(edits());
        }
        return told;
    }

    private static Status.Trouble deaf(Deafness deafness) {
        return new Status.Trouble(
                "Not all events of %s are heard, which fire %s: %s"
                        .formatted(deafness.subject(), deafness.notification(), InWords.stopped(deafness.why())),
                "They fire nothing until this is mended; what is kept there meanwhile is heard then.",
                Optional.empty());
    }

    private static Status.Trouble shut(String why) {
        return new Status.Trouble(
                "Mail that comes back, " + InWords.stopped(why),
                "It stays where it is, and is taken in as soon as that is mended.",
                Optional.empty());
    }

    private Status.Trouble closed(String road, Breaker.Closed closed) {
        String mend = again(closed.again(), zone)
                .map(at -> "One mail tries it " + at + ". To open it now: ")
                .orElse("Nobody tries it before you open it. Mend the cause, then: ");
        return new Status.Trouble(
                "The road %s is closed (%s): %s"
                        .formatted(road, closed.trouble().word(), InWords.stopped(closed.why())),
                mend + "tidings open " + road,
                Optional.of(road));
    }

    /// When somebody tries a closed road again; empty when nobody does before a person opens it.
    static Optional<String> again(Instant again, ZoneId zone) {
        return again.equals(Instant.MAX)
                ? Optional.empty()
                : Optional.of("at " + Moment.of(again, zone).brief());
    }

    private Status.Trouble edits() {
        Problem first = problems.stream().sorted().findFirst().orElseThrow();
        String others = problems.size() == 1 ? "." : " (and %d more).".formatted(problems.size() - 1);
        return new Status.Trouble(
                "No edit is taken up until this is mended: %s: %s%s"
                        .formatted(first.place(), first.what().strip(), others),
                "What was last read without a mistake stays in force; a file that was not sound at the start is left"
                        + " out. All of them: tidings check",
                Optional.empty());
    }
}
