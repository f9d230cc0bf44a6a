package dev.tidings.notification;

import dev.tidings.schedule.Timing;
import java.util.Optional;

/// The declared unit: schedule + audience + content + delivery rules. One file; its id is the file's name.
///
/// @param id       lower-case letters, digits and dashes, at most 100
/// @param timing   when; empty for one that only runs by hand or by call
/// @param revision hash of all that this notification says and refers to
public record Notification(
        String id,
        About about,
        Optional<Timing> timing,
        Audience audience,
        Content content,
        DeliveryRules deliver,
        Revision revision) {
    public Notification {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,99}")) {
            throw new IllegalArgumentException(
                    "a notification's id is lower-case letters, digits and dashes, not \"" + id + "\"");
        }
    }

    /// @param title for people; the id where none is given
    /// @param owner who answers for it
    /// @param file  where it is written, relative to the workspace
    public record About(String title, Optional<String> owner, String file) {}
}
