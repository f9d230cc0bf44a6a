package dev.tidings.notification;

import dev.tidings.schedule.Timing;
import java.util.Optional;

/// The declared unit: schedule + audience + content + delivery rules. One file; its id is the file's name.
///
/// @param id       lower-case letters, digits and dashes, at most 100
/// @param revision hash of all that this notification says and refers to
public record Notification(
        String id,
        About about,
        When when,
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

    /// One that no event fires.
    public Notification(
            String id,
            About about,
            Optional<Timing> timing,
            Audience audience,
            Content content,
            DeliveryRules deliver,
            Revision revision) {
        this(id, about, When.by(timing), audience, content, deliver, revision);
    }

    /// Its schedule; empty for one that has none.
    public Optional<Timing> timing() {
        return when.timing();
    }

    /// @param title for people; the id where none is given
    /// @param owner who answers for it
    /// @param file  where it is written, relative to the workspace
    public record About(String title, Optional<String> owner, String file) {}
}
