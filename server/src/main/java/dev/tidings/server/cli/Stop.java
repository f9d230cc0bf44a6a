package dev.tidings.server.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Ends a command: what is wrong, what to do about it, and the exit code that says so to scripts.
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    Stop(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    Stop(Exit exit, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    /// @param mend what to do; a sentence of its own
    static Stop problem(String sentence, String mend) {
        return new Stop(Exit.PROBLEM, sentence + "\n    " + mend);
    }

    static Stop usage(String sentence, String mend) {
        return new Stop(Exit.USAGE, sentence + "\n    " + mend);
    }

    static Stop unknown(String sentence, String mend) {
        return new Stop(Exit.UNKNOWN, sentence + "\n    " + mend);
    }

    static Stop unreachable(String sentence, String mend) {
        return new Stop(Exit.UNREACHABLE, sentence + "\n    " + mend);
    }

    /// A folder whose files cannot be opened or written.
    static Stop folder(Path folder, UncheckedIOException why) {
        return new Stop(
                Exit.PROBLEM, why.getMessage() + "\n    May you write in " + folder + ", and is there room?", why);
    }

    Exit exit() {
        return exit;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
