package dev.tidings.server.cli;

import dev.tidings.server.Discovery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// Warns somebody who tries out files that a running server has not taken up.
final class InForce {
    private InForce() {}

    static void warn(Path root, WorkspaceOption.Noted noted, PrintWriter err) {
        difference(root, noted).ifPresent(difference -> {
            err.println("tidings: note: " + difference);
            err.flush();
        });
    }

    private static Optional<String> difference(Path root, WorkspaceOption.Noted noted) {
        Optional<Discovery> server = Discovery.read(root);
        return server.isPresent() ? asked(server.get(), noted) : unread(noted, "When a server starts,");
    }

    private static Optional<String> asked(Discovery server, WorkspaceOption.Noted noted) {
        String name = noted.notification().id();
        try (ServerDesk desk = new ServerDesk(server)) {
            Optional<String> revision = desk.revision(name);
            if (revision.isPresent()
                    && revision.get().equals(noted.notification().revision().hash())) {
                return Optional.empty();
            }
            String inForce = revision.map(hash -> "revision " + hash.substring(0, 8) + " is in force")
                    .orElse("the server does not have it");
            String why = unread(noted, "The server takes up no edit until that is mended, and")
                    .map(reason -> "\n    " + reason)
                    .orElse("\n    It takes a second or two after a save.");
            return Optional.of("this is " + name + " as its files are now; " + inForce + why);
        } catch (Stop silent) {
            return Optional.empty();
        }
    }

    private static Optional<String> unread(WorkspaceOption.Noted noted, String then) {
        return noted.reading().problems().stream()
                .findFirst()
                .map(first -> "the workspace has a problem: " + first.place() + ": " + first.what() + "\n    " + then
                        + " what it refers to is left out. All problems: tidings check");
    }
}
