package dev.tidings.workspace;

import java.util.Optional;

/// A value that cannot be what it should be, said without its place; whoever knows the place makes it a
/// [Problem].
final class Mistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String mend;

    Mistake(String what, String mend) {
        super(what);
        this.mend = mend;
    }

    Mistake(String what) {
        this(what, "");
    }

    String what() {
        return String.valueOf(getMessage());
    }

    Optional<String> mend() {
        return mend.isEmpty() ? Optional.empty() : Optional.of(mend);
    }
}
