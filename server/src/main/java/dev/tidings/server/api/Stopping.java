package dev.tidings.server.api;

import dev.tidings.server.House;
import dev.tidings.server.answer.StopAnswer;
import java.util.Optional;

/// Stops notifications and lets them go on, for calls and for pages; refuses what cannot be meant.
public record Stopping(House house) {
    /// @param why in one line; empty when nobody says
    /// @throws Refusal when there is no such notification, or it is stopped already
    public StopAnswer stop(String notification, String why) {
        if (house.tidings().workspace().notification(notification).isEmpty()) {
            throw Refusal.unknown("notification", notification);
        }
        boolean stopped = house.tidings().decisions().stop(notification, reason(why));
        Optional<StopAnswer> now = house.answers().stopped(notification);
        if (!stopped) {
            throw new Refusal(
                    409,
                    notification + " is stopped already"
                            + now.map(each -> ": " + each.why()).orElse("") + ".",
                    "Let it go on first, if it is to be stopped for another reason.");
        }
        return now.orElseThrow(() -> new Refusal(
                409, notification + " was stopped, and somebody else has let it go on since.", "Stop it once more."));
    }

    private static String reason(String why) {
        try {
            return StopAnswer.why(why);
        } catch (IllegalArgumentException mistake) {
            throw new Refusal(400, mistake.getMessage() + ".", "Shorten it.");
        }
    }

    /// @throws Refusal when it is not stopped
    public void goOn(String notification) {
        if (!house.tidings().decisions().goOn(notification)) {
            throw new Refusal(404, "No notification " + notification + " is stopped.", "See which are: tidings status");
        }
    }
}
