package dev.tidings.feedback.hooks;

import dev.tidings.notification.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token in a header: behind `Bearer` in `Authorization` (RFC 6750), alone in any other.
record TokenProof(String header, List<Secret> tokens) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        boolean bearer = header.equalsIgnoreCase("Authorization");
        Optional<String> came = call.header(header)
                .filter(text -> !bearer || text.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(text -> bearer ? text.substring(7).strip() : text);
        if (came.isEmpty()) {
            return new Check.Forged("it has no token");
        }
        return new Keyring(tokens).fits(came.get(), Secret::value)
                ? Check.GENUINE
                : new Check.Forged("its token is wrong");
    }
}
