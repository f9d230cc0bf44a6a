package dev.tidings.notification;

/// How readers of a notification can leave it.
public enum Unsubscribe {
    /// Not by themselves.
    NONE,
    /// By a button of their mail program, or a link (RFC 8058).
    ONE_CLICK
}
