package dev.tidings.server.cli;

import static java.util.stream.Collectors.joining;

import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import dev.tidings.server.Wiring;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// `-w`: which workspace is meant.
final class WorkspaceOption {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The workspace: the folder with tidings.yaml. Default: the current folder.")
    Path folder = Path.of(".");

    Path root() {
        return folder.toAbsolutePath().normalize();
    }

    /// What was read, whatever problems single notifications have.
    Workspace workspace(Reading reading) {
        return reading.workspace().orElseThrow(() -> problems(reading.problems()));
    }

    /// Reads it for one notification.
    Noted notification(String name) {
        Reading reading = Wiring.readToLook(root());
        Workspace workspace = workspace(reading);
        return new Noted(
                workspace, workspace.notification(name).orElseThrow(() -> absent(name, workspace, reading)), reading);
    }

    /// @param reading of the whole workspace
    record Noted(Workspace workspace, Notification notification, Reading reading) {
        /// A reason in the files' own lines.
        String own(String why) {
            return Places.own(why, reading.origins());
        }
    }

    private static Stop absent(String name, Workspace workspace, Reading reading) {
        List<Problem> its = reading.problems().stream()
                .filter(problem -> problem.file().equals("notifications/" + name + ".yaml")
                        || problem.file().startsWith("templates/" + name + "/"))
                .toList();
        return its.isEmpty() ? unknown(name, workspace) : problems(its);
    }

    static Stop unknown(String name, Workspace workspace) {
        return unknown(
                name, workspace.notifications().keySet().stream().sorted().collect(joining(", ")));
    }

    /// @param known those there are, separated by commas
    static Stop unknown(String name, String known) {
        return Stop.unknown(
                "no notification is called \"" + name + "\"",
                known.isEmpty() ? "There is none in this workspace yet." : "Known here: " + known + ".");
    }

    private static Stop problems(List<Problem> problems) {
        return new Stop(
                Exit.PROBLEM,
                "the workspace has problems\n"
                        + problems.stream().map(Problem::toString).collect(joining("\n")));
    }
}
