package dev.tidings.workspace;

import java.util.Optional;

/// A value that cannot be what it should be, said without its place; whoever knows the place makes it a
/// [Problem].
final class Mistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String mend;
    private final boolean isDiscreet;

    Mistake(String what, String mend) {
        this(what, mend, false);
    }

    private Mistake(String what, String mend, boolean isDiscreet) {
        super(what);
        this.mend = mend;
        this.isDiscreet = isDiscreet;
    }

    /// One that may be told of a secret: it repeats nothing of the value.
    static Mistake discreet(String what, String mend) {
        return new Mistake(what, mend, true);
    }

    Mistake(String what) {
        this(what, "");
    }

    boolean isDiscreet() {
        return isDiscreet;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    Optional<String> mend() {
        return mend.isEmpty() ? Optional.empty() : Optional.of(mend);
    }
}
