package dev.tidings.server.feedback;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.hooks.Answer;
import dev.tidings.feedback.hooks.Call;
import dev.tidings.feedback.hooks.Fetch;
import dev.tidings.feedback.hooks.Hook;
import dev.tidings.feedback.hooks.Hooks;
import dev.tidings.feedback.hooks.WebFetch;
import dev.tidings.ledger.StoreAway;
import dev.tidings.notification.Bounces;
import dev.tidings.server.leave.Throttle;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/feedback/PROVIDER`: only those of the settings are there.
///
/// What is not believed is answered 401, without a reason. What is believed is answered 200 once it is on
/// record, whatever it says; and 503 when it could not be put there, so that the provider calls again.
public final class FeedbackDoor {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackDoor.class);
    private static final Pattern PATH = Pattern.compile("/feedback/[a-z-]{1,40}");
    private static final int BODY_MAX = 1024 * 1024;
    private static final int THROWN_AWAY_MAX = 8 * BODY_MAX;
    /// A body is read into memory before it is known whose it is.
    private static final int AT_ONCE = 16;
    private static final int AT_ONCE_OF_ONE = 6;
    private static final Body BODY = new Body(BODY_MAX, Duration.ofSeconds(10));

    private final Supplier<Bounces> bounces;
    private final Intake intake;
    private final InstantSource clock;
    private final Hooks hooks;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<String, Integer> callers = new ConcurrentHashMap<>();
    private final Throttle refused = new Throttle();
    private final RefusalLog log = new RefusalLog();

    /// @param bounces as the settings say now
    public FeedbackDoor(Supplier<Bounces> bounces, Intake intake, InstantSource clock) {
        this(bounces, intake, clock, new WebFetch());
    }

    /// @param fetch gets certificates of Amazon SNS
    FeedbackDoor(Supplier<Bounces> bounces, Intake intake, InstantSource clock, Fetch fetch) {
        this.bounces = bounces;
        this.intake = intake;
        this.clock = clock;
        this.hooks = new Hooks(fetch);
    }

    /// Whether a path is of this door, and nothing else is at it.
    public static boolean isAt(String path) {
        return PATH.matcher(path).matches();
    }

    public void add(RoutesConfig routes) {
        routes.get("/feedback/{provider}", this::look);
        routes.post("/feedback/{provider}", this::call);
    }

    private Optional<Hook> hook(Context context) {
        return hooks.named(context.pathParam("provider"), bounces.get());
    }

    /// Some providers look whether somebody is there before they take an address.
    private void look(Context context) {
        say(context, hook(context).isPresent() ? 200 : 404);
    }

    private void call(Context context) throws IOException {
        Optional<Hook> hook = hook(context);
        if (hook.isEmpty()) {
            say(context, 404);
        } else if (refused.isSpent(Throttle.client(context), clock.instant())) {
            later(context, 429, 5);
        } else if (!enters(Throttle.client(context))) {
            later(context, 503, 5);
        } else {
            try {
                hear(context, hook.get());
            } finally {
                leaves(Throttle.client(context));
            }
        }
    }

    /// Strangers may not take all places, nor one caller those of the others.
    private boolean enters(String client) {
        if (callers.merge(client, 1, Integer::sum) <= AT_ONCE_OF_ONE && free.tryAcquire()) {
            return true;
        }
        forget(client);
        return false;
    }

    private void leaves(String client) {
        free.release();
        forget(client);
    }

    private void forget(String client) {
        callers.computeIfPresent(client, (_, calls) -> calls == 1 ? null : calls - 1);
    }

    private void hear(Context context, Hook hook) throws IOException {
        Optional<byte[]> read = BODY.read(context.bodyInputStream());
        if (read.isEmpty()) {
            context.header("Connection", "close");
            say(context, 408);
            return;
        }
        byte[] body = read.get();
        if (body.length > BODY_MAX) {
            // whoever is still writing would not hear an answer
            context.bodyInputStream().skip(THROWN_AWAY_MAX);
            say(context, 413);
            return;
        }
        Call call = new Call(context.headerMap(), body);
        Instant now = clock.instant();
        switch (hook.hear(call, now)) {
            case Answer.Genuine(List<Arrival> arrivals) -> take(context, hook, call, arrivals, now);
            case Answer.Refused(String why, boolean wantsPassword) -> refuse(context, why, wantsPassword, now);
            case Answer.Late(String why) -> refuse(context, why, false, now);
            case Answer.NotNow(String why) -> {
                // nobody has proved yet whose it is
                log.refused("for now, a call to /feedback/" + provider(context), why, now);
                refused.admits(Throttle.client(context), now);
                hook.expect(call, now);
                later(context, 503, 60);
            }
        }
    }

    private void take(Context context, Hook hook, Call call, List<Arrival> arrivals, Instant now) {
        if (isOnRecord(context, arrivals)) {
            say(context, 200);
        } else {
            hook.expect(call, now);
            later(context, 503, 60);
        }
    }

    private boolean isOnRecord(Context context, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return true;
        }
        try {
            intake.take(arrivals);
            return true;
        } catch (StoreAway away) {
            LOG.warn(
                    "what {} tells cannot be written down ({}); it is asked to call again",
                    provider(context),
                    away.getMessage());
            return false;
        } catch (RuntimeException failed) {
            LOG.warn("what {} tells cannot be written down; it is asked to call again", provider(context), failed);
            return false;
        }
    }

    private void refuse(Context context, String why, boolean wantsPassword, Instant now) {
        log.refused("a call to /feedback/" + provider(context), why, now);
        refused.admits(Throttle.client(context), now);
        if (wantsPassword) {
            context.header("WWW-Authenticate", "Basic realm=\"feedback\"");
        }
        say(context, 401);
    }

    private static String provider(Context context) {
        return context.pathParam("provider");
    }

    private static void later(Context context, int status, int seconds) {
        context.header("Retry-After", Integer.toString(seconds));
        say(context, status);
    }

    private static void say(Context context, int status) {
        context.status(status).contentType("text/plain; charset=utf-8").result("");
    }
}
