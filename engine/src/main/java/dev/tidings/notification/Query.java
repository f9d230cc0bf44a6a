package dev.tidings.notification;

/// A question to a source.
///
/// @param source the name of a source in the settings
/// @param text   what is asked, in the source's own language: SQL with `:parameters`, a path below an HTTP
///               source's address, a file of the workspace
public record Query(String source, String text) {
    public Query {
        if (source.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a query names its source and says what it asks");
        }
    }
}
