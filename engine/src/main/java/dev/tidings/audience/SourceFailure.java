package dev.tidings.audience;

import org.jspecify.annotations.Nullable;

/// A source did not answer as asked. The message names the source, the query and the reason, and what to do.
public final class SourceFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean definite;

    public SourceFailure(String message) {
        this(message, null, false);
    }

    public SourceFailure(String message, Throwable cause) {
        this(message, cause, false);
    }

    private SourceFailure(String message, @Nullable Throwable cause, boolean definite) {
        super(message, cause);
        this.definite = definite;
    }

    /// One that asking again cannot mend: the question itself is wrong.
    public static SourceFailure definite(String message) {
        return new SourceFailure(message, null, true);
    }

    public static SourceFailure definite(String message, Throwable cause) {
        return new SourceFailure(message, cause, true);
    }

    /// This failure, said of something larger.
    public SourceFailure of(String what) {
        return new SourceFailure(what + ": " + getMessage(), this, definite);
    }

    /// True when a person has to mend the question; the same one will fail again.
    public boolean definite() {
        return definite;
    }
}
