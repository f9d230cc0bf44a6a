package dev.tidings.audience;

/// A source did not answer as asked. The message names the source, the query and the reason, and what to do.
public final class SourceFailure extends Exception {
    public SourceFailure(String message) {
        super(message);
    }

    public SourceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
