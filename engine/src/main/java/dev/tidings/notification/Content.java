package dev.tidings.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a mail says: a template, the data it is filled with, and what is attached.
///
/// @param data further rows by the name the template knows them under
/// @param with fixed values by name
public record Content(
        Template template, Map<String, Lookup> data, Map<String, Object> with, List<AttachedFile> attach) {
    public Content {
        data = Map.copyOf(data);
        with = Map.copyOf(with);
        attach = List.copyOf(attach);
    }

    /// A file of the workspace that goes along.
    ///
    /// @param path relative to the workspace, never outside it
    /// @param name   how the reader sees it, with columns in it (`terms-{{ id }}.pdf`); the file's own name
    ///               without one
    /// @param inline of a picture: the id by which the HTML shows it, `cid:…`
    public record AttachedFile(String path, Optional<String> name, Optional<String> inline) {
        /// One that stands beside the mail.
        public AttachedFile(String path, Optional<String> name) {
            this(path, name, Optional.empty());
        }
    }
}
