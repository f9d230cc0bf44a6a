package dev.tidings.server.answer;

import dev.tidings.ledger.Stop;
import java.time.Instant;

/// That a notification is stopped: nothing of it goes out before a person lets it go on.
public record StopAnswer(String notification, String why, Instant since) {
    private static final int WHY_MAX = 500;
    private static final String BY_HAND = "by hand";

    static StopAnswer of(Stop stop) {
        return new StopAnswer(stop.notification(), stop.why(), stop.since());
    }

    /// Why somebody stops one, as it is kept.
    ///
    /// @param said empty when they do not say
    /// @throws IllegalArgumentException in a sentence, when it is more than that
    public static String why(String said) {
        return why(said, "");
    }

    /// @param by who, as far as it is known
    public static String why(String said, String by) {
        String whose = by.isBlank() ? "" : " (" + by + ")";
        String why = said.isBlank() ? BY_HAND + whose : said.strip() + whose;
        if (why.length() > WHY_MAX || why.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("why: one line of at most " + WHY_MAX + " characters is kept");
        }
        return why;
    }
}
