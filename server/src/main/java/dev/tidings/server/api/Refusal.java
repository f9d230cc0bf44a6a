package dev.tidings.server.api;

/// A request that cannot be answered, in words for whoever made it.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String mend;

    /// @param status of HTTP, 4xx or 5xx
    /// @param error  what is wrong
    /// @param mend   what to do about it
    public Refusal(int status, String error, String mend) {
        super(error);
        this.status = status;
        this.mend = mend;
    }

    public int status() {
        return status;
    }

    public String error() {
        return String.valueOf(getMessage());
    }

    public String mend() {
        return mend;
    }

    /// The body of an error.
    public record Body(String error, String mend) {}

    public Body body() {
        return new Body(error(), mend);
    }

    public static Refusal unknown(String what, String which) {
        return new Refusal(404, "There is no " + what + " " + which + ".", "Look at the list of what there is.");
    }

    static Refusal malformed(String what, String came, String expected) {
        String shown = came.length() > 60 ? came.substring(0, 60) + "…" : came;
        return new Refusal(400, what + ": \"" + shown + "\" is not " + expected + ".", "Give " + expected + ".");
    }
}
