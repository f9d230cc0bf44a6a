package dev.tidings.notification;

import java.util.Optional;

/// Further rows for a mail: each person's own where a key is given, the same for everyone without one.
///
/// @param key how rows find their person
public record Lookup(Query query, Optional<Join> key) {

    /// `user_id = id`: the rows whose `column` equals the recipient's `recipientColumn`.
    public record Join(String column, String recipientColumn) {}
}
