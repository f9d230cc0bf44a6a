package dev.tidings.workspace;

import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What reading a folder came to: the best value there is, and everything that is to be mended.
///
/// A notification with problems is left out of the value, and the others stand; problems of `tidings.yaml`
/// leave no value at all. Whoever starts with a reading may run the value beside the problems. Whoever
/// already runs an earlier value keeps it unless the reading is [sound][#sound].
///
/// @param problems in the order of files and lines
/// @param origins  path in [Workspace#templates] → where that body is written, for bodies without a file of
///                 their own
public record Reading(Optional<Workspace> workspace, List<Problem> problems, Map<String, Origin> origins) {
    public Reading {
        problems = problems.stream().sorted().toList();
        origins = Map.copyOf(origins);
    }

    static Reading nothing(Problem problem) {
        return new Reading(Optional.empty(), List.of(problem), Map.of());
    }

    /// True when there is nothing to mend.
    public boolean sound() {
        return problems.isEmpty();
    }

    /// This reading after a further look. What is found in an inline body is told in the lines of its file.
    ///
    /// A problem leaves out the notification in whose file or template it stands; one in `tidings.yaml`
    /// leaves no value. A problem in a shared file (a layout) leaves out nobody.
    public Reading inspectedBy(Inspection inspection) {
        if (workspace.isEmpty()) {
            return this;
        }
        Workspace read = workspace.get();
        List<Problem> found = inspection.inspect(read);
        boolean house = found.stream().anyMatch(problem -> problem.file().equals(WorkspaceReader.SETTINGS));
        return new Reading(
                house ? Optional.empty() : Optional.of(without(read, found)),
                Stream.concat(problems.stream(), found.stream().map(this::placed))
                        .toList(),
                origins);
    }

    private static Workspace without(Workspace read, List<Problem> found) {
        Map<String, Notification> kept = new HashMap<>(read.notifications());
        kept.values().removeIf(notification -> found.stream().anyMatch(problem -> isAbout(problem, notification)));
        return new Workspace(read.root(), read.settings(), kept, read.templates(), read.revision());
    }

    private static boolean isAbout(Problem problem, Notification notification) {
        return notification.about().file().equals(problem.file())
                || notification.content().template().parts().values().stream()
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .anyMatch(problem.file()::equals);
    }

    private Problem placed(Problem problem) {
        return Optional.ofNullable(origins.get(problem.file()))
                .map(origin -> origin.place(problem))
                .orElse(problem);
    }
}
