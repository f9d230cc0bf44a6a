package dev.tidings.feedback;

import java.util.List;
import java.util.Optional;

/// What one message that came in, or one call of a provider, says.
///
/// @param notices one for each recipient it tells of; none where it is none of the kinds
public record Report(Kind kind, List<Notice> notices, Clues clues) {
    public enum Kind {
        /// A mail did not arrive, or not yet: its fate says which. What is late is no failure.
        BOUNCE,
        /// It did arrive, or went on.
        STATUS,
        /// A reader complained (RFC 5965).
        COMPLAINT,
        /// A machine answered (RFC 3834).
        AUTO_REPLY,
        /// Something else: a person's letter, say.
        OTHER
    }

    public Report {
        notices = List.copyOf(notices);
    }

    public static Report other(Clues clues) {
        return new Report(Kind.OTHER, List.of(), clues);
    }

    /// The notices, and where it tells of nobody, one that says so: whatever came in is shown to people.
    public List<Notice> told() {
        if (!notices.isEmpty()) return notices;
        boolean answered = kind == Kind.AUTO_REPLY;
        return List.of(Notice.of(
                Optional.empty(),
                answered ? Fate.ANSWERED : Fate.OTHER,
                answered ? Reason.VACATION : Reason.UNDEFINED,
                ""));
    }
}
