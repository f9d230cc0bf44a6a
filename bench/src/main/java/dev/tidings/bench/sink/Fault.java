package dev.tidings.bench.sink;

/// What becomes of a mail. One in a hundred meets a fault, each kind in its turn.
enum Fault {
    NONE,
    /// `451` at RCPT.
    RECIPIENT_DEFERRED,
    /// `451` at the end of data.
    CONTENT_DEFERRED,
    /// The line is closed in place of an answer to the end of data.
    CLOSED,
    /// The line is reset at RCPT.
    RESET;

    private static final Fault[] ALL = values();

    /// @param mail its number
    static Fault of(long mail) {
        return mail % 100 == 99 ? ALL[1 + (int) (mail / 100 % (ALL.length - 1))] : NONE;
    }
}
