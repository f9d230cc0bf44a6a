package dev.tidings.feedback.mail;

/// Where in the conversation a server said no.
enum Stage {
    CONNECTION,
    HELLO,
    STARTTLS,
    MAIL,
    RCPT,
    DATA,
    /// Nobody tells.
    SOMEWHERE
}
