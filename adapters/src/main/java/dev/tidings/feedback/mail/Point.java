package dev.tidings.feedback.mail;

/// Where in the conversation a server said no.
enum Point {
    CONNECTION,
    HELLO,
    STARTTLS,
    MAIL,
    RCPT,
    DATA,
    /// Nobody tells.
    SOMEWHERE
}
