package dev.tidings.feedback.hooks;

/// A body that cannot be read; says why.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
