package dev.tidings.schedule;

/// A cron expression that cannot be read. The message says which field, what was found, what is allowed,
/// and how to mend it.
public final class MalformedCron extends IllegalArgumentException {
    private final int offset;

    MalformedCron(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /// Where in the expression the mistake begins, counted in characters from 0.
    public int offset() {
        return offset;
    }
}
