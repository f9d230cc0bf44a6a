package dev.tidings.server.cli;

import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composition;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Settings;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Rehearsal;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.server.Wiring;
import dev.tidings.workspace.Origin;
import dev.tidings.workspace.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a workspace that reads well would stumble over later: where it listens, databases that are not there,
/// secrets that sign nothing, mails that cannot be made.
final class Outlook {
    static final String SETTINGS = "tidings.yaml";
    private static final String SQLITE = "sqlite:";
    private static final String SIGNING = "whsec_";
    /// So many mails of a notification are made.
    private static final int TRIED = 3;

    private Outlook() {}

    /// @param origins where bodies stand that have no file of their own
    static List<Problem> problems(Workspace workspace, Map<String, Origin> origins, InstantSource clock) {
        List<Problem> problems = new ArrayList<>();
        Settings settings = workspace.settings();
        listens(settings.web()).ifPresent(problems::add);
        settings.sources().values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(source -> missing(workspace.root(), source).ifPresent(problems::add));
        for (int each = 0; each < settings.callbacks().size(); each++) {
            signs(settings.callbacks().get(each), each).ifPresent(problems::add);
        }
        problems.addAll(mails(workspace, origins, clock));
        return problems;
    }

    private static Optional<Problem> listens(Settings.Listen web) {
        try {
            return InetAddress.getByName(web.host()).isLoopbackAddress()
                    ? Optional.empty()
                    : problem(
                            "web.listen: " + web.host() + " can be reached from other machines, and there is no"
                                    + " sign-in yet",
                            "Write 127.0.0.1, and use an SSH tunnel from elsewhere.");
        } catch (IOException unknown) {
            return problem("web.listen: there is no host \"" + web.host() + "\"", "Write 127.0.0.1.");
        }
    }

    private static Optional<Problem> missing(Path root, SourceSpec source) {
        return source instanceof SourceSpec.Database database
                        && database.url().startsWith(SQLITE)
                        && !Files.exists(root.resolve(database.url().substring(SQLITE.length())))
                ? problem(
                        "sources.%s.jdbc: there is no file \"%s\""
                                .formatted(source.name(), database.url().substring(SQLITE.length())),
                        "Paths begin at the workspace's folder.")
                : Optional.empty();
    }

    private static Optional<Problem> signs(Settings.Callback callback, int place) {
        String secret = callback.secret().value();
        if (!secret.startsWith(SIGNING)) {
            return Optional.empty();
        }
        try {
            Base64.getDecoder().decode(secret.substring(SIGNING.length()));
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return problem(
                    "callbacks[%d].secret: it begins with whsec_, and what follows is not Base64".formatted(place),
                    "Write whsec_ and Base64, or any text that does not begin so.");
        }
    }

    private static Optional<Problem> problem(String what, String mend) {
        return Optional.of(new Problem(SETTINGS, 0, 0, what, Optional.of(mend)));
    }

    /// Makes the first mails of those notifications whose people are known without asking anybody.
    private static List<Problem> mails(Workspace workspace, Map<String, Origin> origins, InstantSource clock) {
        List<Problem> problems = new ArrayList<>();
        try (Wiring.OpenRehearsal open = Wiring.rehearse(workspace)) {
            workspace.notifications().values().stream()
                    .filter(Outlook::isKnown)
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .forEach(each -> unmade(open.rehearsal(), each, clock.instant())
                            .map(why -> of(each, Places.own(why, origins)))
                            .ifPresent(problems::add));
        }
        return problems;
    }

    private static boolean isKnown(Notification notification) {
        boolean atHand = switch (notification.audience()) {
            case Audience.Listed listed -> true;
            case Audience.Drawn drawn -> isFile(drawn.query().source());
        };
        return atHand
                && notification.content().data().values().stream()
                        .allMatch(lookup -> isFile(lookup.query().source()));
    }

    private static boolean isFile(String source) {
        return source.equals(SourceSpec.Files.OF_THE_WORKSPACE.name());
    }

    private static Optional<String> unmade(Rehearsal rehearsal, Notification notification, Instant now) {
        Instant due = notification
                .timing()
                .flatMap(timing -> timing.schedule().next(now))
                .orElse(now);
        try {
            return rehearsal.plan(notification, due, TRIED).lines().stream()
                    .flatMap(line -> why(line).stream())
                    .findFirst();
        } catch (SourceFailure failure) {
            return Optional.of("audience: " + failure.getMessage());
        }
    }

    private static Problem of(Notification notification, String why) {
        return new Problem(notification.about().file(), 0, 0, why, Optional.empty());
    }

    private static Optional<String> why(Line line) {
        if (!(line instanceof Line.Mail(var recipient, Instant _, Composition composition, var _))) {
            return Optional.empty();
        }
        String whose = "the mail of " + recipient.mailbox().address() + " cannot be made: ";
        return switch (composition) {
            case Composition.Composed composed -> Optional.empty();
            case Composition.Unfit(String rule, String why) -> Optional.of(whose + rule + ": " + why);
            case Composition.Unready(String why) -> Optional.of(whose + why);
        };
    }
}
