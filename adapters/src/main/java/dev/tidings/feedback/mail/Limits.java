package dev.tidings.feedback.mail;

/// How much of a message is looked at. Reports say what they have to say first; a copy of the mail comes last.
final class Limits {
    /// Octets of a message.
    static final int MESSAGE = 2 * 1024 * 1024;

    /// Octets of one part.
    static final int PART = 128 * 1024;

    static final int PARTS = 100;

    /// Multiparts within each other.
    static final int DEPTH = 8;

    /// Messages within each other that are looked into.
    static final int MESSAGES = 3;

    /// Fields of one header.
    static final int FIELDS = 500;

    /// Characters of one field.
    static final int FIELD = 8 * 1024;

    /// Characters of one line of text.
    static final int LINE = 4 * 1024;

    /// Lines of text, of all parts of a kind together.
    static final int LINES = 2_000;

    /// Characters of what is told in words.
    static final int TOLD = 32 * 1024;

    /// Characters of a server's words that a reason is looked for in.
    static final int SAID = 4 * 1024;

    /// Recipients of one report.
    static final int NOTICES = 1_000;

    private Limits() {}
}
