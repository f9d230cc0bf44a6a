package dev.tidings.notification;

/// Immutable hash of a notification and all that it refers to, or of a whole workspace.
///
/// @param hash 64 hexadecimal digits (SHA-256)
public record Revision(String hash) {
    public Revision {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a revision is 64 hexadecimal digits, not \"" + hash + "\"");
        }
    }

    /// As people see it: the first eight digits.
    public String brief() {
        return hash.substring(0, 8);
    }

    @Override
    public String toString() {
        return hash;
    }
}
