package dev.tidings.server.web;

import dev.tidings.ledger.StoreAway;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.api.Refusal;
import dev.tidings.server.leave.LeavePages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.regex.Pattern;

/// Refuses at once what could not be written down now. It would wait until the store can be written again,
/// and be carried out long after whoever asked has given up, and asked once more.
///
/// Opening a road, trying or testing it and throwing mail of the catcher away write nothing into the store. What
/// providers tell is refused by their own door, which remembers that it comes again.
record StoreGuard(StoreHealth store) {
    private static final Pattern ELSEWHERE =
            Pattern.compile("(/api/v1)?/(roads|transports)/[^/]+/(open|try|test)|/mailbox/.*|/feedback/.*");

    void add(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context context) {
        boolean reads = context.method() == HandlerType.GET || context.method() == HandlerType.HEAD;
        if (reads || ELSEWHERE.matcher(context.path()).matches()) {
            return;
        }
        store.failing().ifPresent(failing -> {
            throw LeavePages.isLink(context.path()) ? forReaders() : forUs(failing);
        });
    }

    /// What had to be read, and could not.
    Refusal unread(StoreAway away, Context context) {
        if (LeavePages.isLink(context.path())) {
            return forReaders();
        }
        return new Refusal(
                503,
                "The store cannot be read: " + away.getMessage() + ".",
                "Nothing is lost, and work goes on by itself once it can. "
                        + store.failing().map(StoreHealth.Failing::mend).orElse("Try again in a few seconds."));
    }

    private static Refusal forUs(StoreHealth.Failing failing) {
        return new Refusal(
                503,
                "The store fails: " + failing.why() + ".",
                "Nothing was done. " + failing.mend() + " Then try again.");
    }

    private static Refusal forReaders() {
        return new Refusal(503, "This cannot be done now.", "Nothing was done. Try again later.");
    }
}
