package dev.tidings.acceptance.peers;

import java.nio.file.Path;
import java.util.Optional;

/// The peers there are.
enum Kind {
    POSTFIX,
    EXIM,
    SUBETHA,
    GREENMAIL;

    /// Why it cannot be had here, if so.
    Optional<String> missing() {
        return switch (this) {
            case POSTFIX -> Postfix.missing();
            case EXIM -> Exim.missing();
            case SUBETHA, GREENMAIL -> Optional.empty();
        };
    }

    /// @param folder empty; removed by whoever calls
    Peer start(Path folder) throws Exception {
        return switch (this) {
            case POSTFIX -> Postfix.start(folder);
            case EXIM -> Exim.start(folder);
            case SUBETHA -> new SubEtha(folder);
            case GREENMAIL -> new Green(folder);
        };
    }

    /// Whether it refuses recipients it does not know, or was told to refuse, and messages that are too large.
    boolean isChoosy() {
        return this != GREENMAIL;
    }
}
