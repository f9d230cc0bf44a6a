package dev.tidings.smtp;

import java.io.Serial;

/// Carries a [Break] up to the one who knows what it means there: this one never leaves the room.
final class Breakdown extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Break how;

    Breakdown(Break how) {
        super(how.toString());
        this.how = how;
    }

    static Breakdown protocol(Verb at, String why) {
        return new Breakdown(new Break(at, Break.Kind.PROTOCOL_ERROR, why));
    }

    Break how() {
        return how;
    }
}
