package dev.tidings.transport.catcher;

/// How much is kept; the oldest goes first.
///
/// @param octets of all kept mails together
record Limits(int mails, long octets) {
    static final Limits USUAL = new Limits(10_000, 500L * 1024 * 1024);

    /// A little below, so that not every mail has to send another one away.
    Limits withRoom() {
        return new Limits(mails - mails / 100, octets - octets / 100);
    }
}
