package dev.tidings.server.web;

import dev.tidings.server.api.Refusal;
import dev.tidings.server.feedback.FeedbackDoor;
import dev.tidings.server.leave.LeavePages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks who comes in, before anything else sees the request.
///
/// A name in `Host` that is not ours would be a page elsewhere that had its name pointed here (DNS
/// rebinding). A cookie alone changes nothing: the `Origin` has to be ours, and the form has to carry its
/// key.
final class Guard {
    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String STRICT =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Keys keys;
    private final Set<String> names;

    Guard(Keys keys, String host) {
        this.keys = keys;
        this.names = Stream.concat(OWN_NAMES.stream(), Stream.of(host)).collect(Collectors.toUnmodifiableSet());
    }

    void add(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context context) {
        harden(context);
        if (LeavePages.isLink(context.path())) {
            // A reader, by whatever name they reach us: the link itself says all that they may do.
            return;
        }
        if (FeedbackDoor.isAt(context.path())) {
            // A provider, which proves itself to the door.
            return;
        }
        checkHost(context);
        if (isOpen(context.path())) {
            return;
        }
        Optional<String> bearer = bearer(context);
        if (bearer.isPresent()) {
            if (!Keys.same(bearer.get(), keys.token())) {
                throw stranger();
            }
        } else if (isVisit(context)) {
            welcome(context);
        } else {
            checkCookie(context);
        }
    }

    private static void harden(Context context) {
        context.header("Content-Security-Policy", STRICT)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
    }

    private void checkHost(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        if (!names.contains(PORT.matcher(host).replaceFirst(""))) {
            throw new Refusal(
                    421, "This house does not go by that name.", "Use the address that was printed at its start.");
        }
    }

    /// What supervisors and Prometheus ask for says nothing of people, and only this machine can ask.
    private static boolean isOpen(String path) {
        return path.startsWith("/health/") || path.startsWith("/assets/") || path.equals("/metrics");
    }

    private static Optional<String> bearer(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip());
    }

    private static boolean isVisit(Context context) {
        return context.method() == HandlerType.GET && context.queryParam("token") != null;
    }

    /// The first visit, by the link that was printed: gives the cookie, and takes the token out of the
    /// address.
    private void welcome(Context context) {
        String token = Optional.ofNullable(context.queryParam("token")).orElse("");
        if (!Keys.same(token, keys.token())) {
            throw stranger();
        }
        Cookie cookie = new Cookie(cookieName(context), keys.session());
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        cookie.setPath("/");
        context.cookie(cookie);
        context.redirect(withoutToken(context), HttpStatus.SEE_OTHER);
        context.skipRemainingHandlers();
    }

    /// Browsers send a cookie to every port of a host: without the port in its name, two houses on this machine
    /// would take each other's. The port is the one the browser sees, which a tunnel may have changed.
    private static String cookieName(Context context) {
        Matcher port = PORT.matcher(Optional.ofNullable(context.header("Host")).orElse(""));
        return port.find() ? "tidings-" + port.group(1) : "tidings";
    }

    private static String withoutToken(Context context) {
        String query = context.queryParamMap().entrySet().stream()
                .filter(each -> !each.getKey().equals("token"))
                .flatMap(each -> each.getValue().stream().map(value -> encoded(each.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        // Never a path that a browser takes for another host.
        String path = "/" + context.path().replaceFirst("^[/\\\\]+", "");
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void checkCookie(Context context) {
        String session =
                Optional.ofNullable(context.cookie(cookieName(context))).orElse("");
        if (!Keys.same(session, keys.session())) {
            throw stranger();
        }
        context.attribute("form", keys.form());
        boolean reads = context.method() == HandlerType.GET || context.method() == HandlerType.HEAD;
        if (fromElsewhere(context) || (!reads && !hasFormKey(context))) {
            throw new Refusal(403, "This request came from another page.", "Open the console anew and try again.");
        }
    }

    /// A browser says where a request comes from; with `Sec-Fetch-Site` also where it sends no `Origin`.
    private static boolean fromElsewhere(Context context) {
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (origin.isPresent()) {
            // No other scheme: this house speaks HTTP alone.
            return !origin.get().equals("http://" + context.header("Host"));
        }
        String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("none");
        return !List.of("same-origin", "none").contains(site);
    }

    private boolean hasFormKey(Context context) {
        String sent = Optional.ofNullable(context.header("X-Form-Key"))
                .or(() -> Optional.ofNullable(context.formParam("form")))
                .orElse("");
        return Keys.same(sent, keys.form());
    }

    private static Refusal stranger() {
        return new Refusal(
                401,
                "Who are you?",
                "Open the link with ?token=… that was printed at the start, or send \"Authorization: Bearer …\".");
    }
}
