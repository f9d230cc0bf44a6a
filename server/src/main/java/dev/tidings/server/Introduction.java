package dev.tidings.server;

import dev.tidings.notification.Settings;
import dev.tidings.notification.Workspace;

/// What a node says of itself when it has started.
///
/// @param version of the program; empty where it was not packed
record Introduction(String node, String version, Workspace workspace) {

    /// In one line, without passwords.
    String sentence() {
        Settings settings = workspace.settings();
        return "node %s started: version %s, store %s, %s, workspace revision %s, %d %s, stage %s"
                .formatted(
                        node,
                        version.isEmpty() ? "unknown" : version,
                        settings.store(),
                        settings.nodes().bus().map(bus -> "bus " + bus).orElse("no bus"),
                        workspace.revision().brief(),
                        workspace.notifications().size(),
                        workspace.notifications().size() == 1 ? "notification" : "notifications",
                        settings.rehearsal().stage().word());
    }
}
