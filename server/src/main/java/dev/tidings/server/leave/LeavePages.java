package dev.tidings.server.leave;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.compose.LeaveLinks;
import dev.tidings.compose.Leaver;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Workspace;
import dev.tidings.server.House;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A link's page, and what posting to it does. Looking at it changes nothing: the scanners of mail servers follow
/// every link.
public final class LeavePages {
    private static final Pattern LINK = Pattern.compile(Pattern.quote(LeaveLinks.PATH) + "[A-Za-z0-9_-]{1,800}");
    private static final int BODY_MAX = 4096;

    private final House house;
    private final LeavePaper paper = new LeavePaper();
    private final Throttle throttle = new Throttle();

    public LeavePages(House house) {
        this.house = house;
    }

    /// Whether a path is a link's, and nothing else is at it.
    public static boolean isLink(String path) {
        return LINK.matcher(path).matches();
    }

    public void add(RoutesConfig routes) {
        routes.get(LeaveLinks.PATH + "{token}", this::ask);
        routes.post(LeaveLinks.PATH + "{token}", this::leave);
    }

    private void ask(Context context) {
        admit(context);
        paper.harden(context);
        Language language = language(context);
        leaver(context)
                .ifPresentOrElse(
                        leaver -> paper.ask(context, language, about(leaver)), () -> paper.unknown(context, language));
    }

    private void leave(Context context) throws IOException {
        admit(context);
        paper.harden(context);
        Language language = language(context);
        Optional<Leaver> leaver = leaver(context);
        if (leaver.isEmpty()) {
            paper.unknown(context, language);
            return;
        }
        Wish wish = wish(context);
        boolean all = wish == Wish.ALL || leaver.get().notification().isEmpty();
        suppress(leaver.get(), all, wish);
        paper.left(context, language, about(leaver.get()), all);
    }

    private void suppress(Leaver leaver, boolean all, Wish wish) {
        house.tidings()
                .decisions()
                .suppress(List.of(new Suppression(
                        leaver.address(),
                        leaver.notification().filter(_ -> !all),
                        Reason.UNSUBSCRIBED,
                        new Act(wish.source(), "the reader", ""),
                        house.clock().instant(),
                        Optional.empty())));
    }

    private Optional<Leaver> leaver(Context context) {
        return house.links().get().flatMap(links -> links.read(context.pathParam("token")));
    }

    private static Wish wish(Context context) throws IOException {
        byte[] body = context.bodyInputStream().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            throw new Refusal(413, "This is too large.", "Send List-Unsubscribe=One-Click and nothing else.");
        }
        return Wish.of(Optional.ofNullable(context.contentType()).orElse(""), new String(body, UTF_8))
                .orElseThrow(() -> new Refusal(
                        400,
                        "This does not say what it wants.",
                        "Post List-Unsubscribe=One-Click (RFC 8058), or open the link in a browser."));
    }

    private LeavePaper.About about(Leaver leaver) {
        Workspace workspace = house.tidings().workspace();
        Mailbox from = workspace.settings().defaults().from();
        return new LeavePaper.About(
                leaver.address().masked(),
                leaver.notification()
                        .map(id -> workspace
                                .notification(id)
                                .map(each -> each.about().title())
                                .orElse(id)),
                from.name().isEmpty() ? from.address().domain() : from.name());
    }

    private static Language language(Context context) {
        return Language.of(
                Optional.ofNullable(context.queryParam("lang")),
                Optional.ofNullable(context.header("Accept-Language")));
    }

    private void admit(Context context) {
        if (!throttle.admits(Throttle.client(context), house.clock().instant())) {
            context.header("Retry-After", "5");
            throw new Refusal(429, "This is asked too often.", "Try again in a few seconds.");
        }
    }
}
