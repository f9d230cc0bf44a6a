package dev.tidings.notification;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// One immutable, validated value: the folder a user keeps, as it was read at one moment.
///
/// @param notifications by id
/// @param templates     path below the workspace → source text, for every template file and inline body
/// @param revision      of the whole
public record Workspace(
        Path root,
        Settings settings,
        Map<String, Notification> notifications,
        Map<String, String> templates,
        Revision revision) {
    public Workspace {
        notifications = Map.copyOf(notifications);
        templates = Map.copyOf(templates);
    }

    public Optional<Notification> notification(String id) {
        return Optional.ofNullable(notifications.get(id));
    }
}
