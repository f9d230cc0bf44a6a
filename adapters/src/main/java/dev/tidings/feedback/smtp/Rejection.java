package dev.tidings.feedback.smtp;

import static java.util.Locale.ROOT;

/// What is not taken in, or who is not listened to.
public enum Rejection {
    /// It is for an address that we did not sign, or whose signature was changed.
    ADDRESS("it is for none of our return addresses"),
    /// A CR or an LF stands alone in a message or a line: nobody knows where it ends.
    LINE_END("a CR or an LF stands alone in it"),
    SIZE("it is too long"),
    /// One address brings more than it may in a minute.
    RATE("too much comes from there in a minute"),
    /// More of one mail comes back than can be meant well.
    QUOTA("as much as is taken in a day came back for that mail"),
    /// As many are here as may be, or this address has made too many mistakes.
    CROWD("there is no place for whoever brings it"),
    /// What was said is not SMTP, or not in its order.
    PROTOCOL("whoever brings it makes mistakes in the protocol");

    private final String why;

    Rejection(String why) {
        this.why = why;
    }

    /// Why, as part of a sentence.
    public String why() {
        return why;
    }

    public String word() {
        return name().toLowerCase(ROOT).replace('_', '-');
    }

    /// Is told of each, by many threads at once, and keeps nobody waiting.
    @FunctionalInterface
    public interface Ear {
        void refused(Rejection rejection);
    }
}
