package dev.tidings.feedback.hooks;

import dev.tidings.notification.Secret;
import java.time.Instant;
import java.util.Optional;

/// EventBridge' token, which its user chose and nobody else can know. Its signature is not looked at: it would
/// say that the call is EventBridge', which anybody's may be, and not whose.
record AliyunToken(Keyring keys, Window window) implements Proving {
    private static final String TOKEN = "x-eventbridge-signature-token";
    private static final String TIMESTAMP = "x-eventbridge-signature-timestamp";

    @Override
    public Check check(Call call, Instant now) {
        Optional<String> token = call.header(TOKEN);
        Optional<String> time = call.header(TIMESTAMP);
        if (token.isEmpty() || time.isEmpty()) {
            return new Check.Forged("it has no " + TOKEN + " and timestamp");
        }
        return window.check(keys.fits(token.get(), Secret::value), () -> window.check(seconds(time.get()), now));
    }

    /// Milliseconds have three digits more.
    private static String seconds(String time) {
        return time.length() > 11 ? time.substring(0, time.length() - 3) : time;
    }
}
