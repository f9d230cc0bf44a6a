package dev.tidings.server.log;

import static java.util.stream.Collectors.joining;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Verdict;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes events to the log. The trace id of an occurrence or a message is a key of its own in JSON lines,
/// and stands in the text of human ones.
public final class EventLog implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger("tidings");

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Fired(Occurrence occurrence, Duration late) ->
                of(Level.INFO, occurrence).log("{} fired ({} ms late)", name(occurrence), late.toMillis());
            case Event.Missed missed -> missed(missed);
            case Event.Entered entered -> entered(entered);
            case Event.Suppressed(var suppressions, var leftOut) -> suppressed(suppressions, leftOut);
            case Event.Lifted(var suppressions, var act) -> lifted(suppressions, act);
            case Event.Undrawn(Occurrence occurrence, String why, boolean again) ->
                of(Level.WARN, occurrence)
                        .log(
                                "{}: audience not drawn: {}; {}",
                                name(occurrence),
                                why,
                                again ? "tried again in a minute" : "given up");
            case Event.Attempted(Claim claim, Attempt attempt, Verdict verdict) -> attempted(claim, attempt, verdict);
            case Event.Expired(String notification, int count) ->
                LOG.atWarn()
                        .addKeyValue("notification", notification)
                        .log("{} messages of {} expired before they could be sent", count, notification);
            case Event.Decided(String decision, int count) ->
                LOG.info("{} {} {}, by hand", count, count == 1 ? "message" : "messages", decision);
            case Event.Judged judged -> judged(judged);
            case Event.Stopped(String notification, String why) ->
                LOG.atWarn()
                        .addKeyValue("notification", notification)
                        .log(
                                "{} is stopped: {}; nothing of it goes out before a person lets it go on",
                                notification,
                                why);
            case Event.WentOn(String notification) ->
                LOG.atInfo().addKeyValue("notification", notification).log("{} goes on", notification);
            case Event.Finished(Occurrence occurrence, String result, boolean here) ->
                of(!here ? Level.DEBUG : result.startsWith("succeeded") ? Level.INFO : Level.WARN, occurrence)
                        .log("{} {}", name(occurrence), result);
            case Event.Forgotten(int occurrences, int deliveries, Instant before) ->
                LOG.info(
                        "{} messages and {} occurrences that ended before {} removed from the ledger",
                        deliveries,
                        occurrences,
                        second(before));
            case Event.Reloaded(Workspace workspace, List<String> atNextStart) -> inForce(workspace, atNextStart);
            case Event.ReloadRefused(List<Problem> problems) -> refused(problems);
            case Event.RoadClosed(String road, var trouble, String why, Instant again) ->
                LOG.atWarn()
                        .addKeyValue("road", road)
                        .log("road {} closed ({}): {}; {}", road, trouble.word(), Address.maskedIn(why), again(again));
            case Event.RoadOpened(String road) ->
                LOG.atInfo().addKeyValue("road", road).log("road {} is open again", road);
            case Event.StoreFailing(String why) ->
                LOG.error("store fails: {}; no new work is taken until it works again", why);
            case Event.StoreRecovered recovered -> LOG.info("store works again");
        }
    }

    private static void entered(Event.Entered entered) {
        Level level = entered.misfits() > 0 ? Level.WARN : entered.suppressed() > 0 ? Level.INFO : Level.DEBUG;
        of(level, entered.occurrence())
                .log(
                        "{}: {} mails entered, {} suppressed, {} without a usable address",
                        name(entered.occurrence()),
                        entered.people(),
                        entered.suppressed(),
                        entered.misfits());
    }

    /// What is about us is what an operator has to hear.
    private static void judged(Event.Judged judged) {
        Notice notice = judged.notice();
        boolean ours = notice.fate() == Fate.FAILED && notice.reason().concern() == Reason.Concern.SENDER;
        Level level = ours ? Level.WARN : judged.became().isPresent() ? Level.INFO : Level.DEBUG;
        LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("source", judged.source());
        for (Event.About about : judged.about().stream().toList()) {
            line = line.addKeyValue("notification", about.notification()).addKeyValue("message", about.trace());
        }
        line.log(
                "message {} {} ({}){}, told by {}{}",
                judged.about().map(about -> about.trace().hex()).orElse("that nobody knows"),
                notice.fate().word(),
                notice.reason().word(),
                judged.became().map(state -> ": it is " + state.word()).orElse(""),
                judged.source(),
                notice.said().isEmpty() ? "" : ": " + Address.maskedIn(notice.said()));
    }

    private static void suppressed(List<Suppression> suppressions, Map<String, Integer> leftOut) {
        String sources = every(suppressions, each -> each.act().source());
        LOG.atInfo()
                .addKeyValue("source", sources)
                .log(
                        "{} suppressed ({}, {}); {} left out",
                        whom(suppressions),
                        suppressions.size() == 1
                                ? Address.maskedIn(suppressions.getFirst().why())
                                : every(suppressions, each -> each.reason().word()),
                        sources,
                        count(
                                leftOut.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                "waiting mail"));
    }

    private static void lifted(List<Suppression> suppressions, Suppression.Act act) {
        LOG.atInfo()
                .addKeyValue("source", act.source())
                .log("{} not suppressed any more ({}, {})", whom(suppressions), act.source(), act.by());
    }

    private static String every(List<Suppression> suppressions, Function<Suppression, String> what) {
        return suppressions.stream().map(what).distinct().collect(joining(", "));
    }

    private static String count(int count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    private static String whom(List<Suppression> suppressions) {
        Suppression first = suppressions.getFirst();
        return suppressions.size() == 1
                ? first.address().masked()
                        + first.notification().map(each -> " of " + each).orElse("")
                : "%,d addresses".formatted(suppressions.size());
    }

    private static void missed(Event.Missed missed) {
        LoggingEventBuilder line = LOG.atLevel(missed.skipped() ? Level.INFO : Level.WARN)
                .addKeyValue("notification", missed.notification());
        if (missed.count() == 1) {
            line.log("occurrence {} {} {}: {}", missed.notification(), missed.first(), missed.word(), missed.why());
        } else {
            line.log(
                    "{}: {} instants from {} to {} {}; the last one: {}",
                    missed.notification(),
                    "%,d".formatted(missed.count()),
                    missed.first(),
                    missed.last(),
                    missed.word(),
                    missed.why());
        }
    }

    private static void inForce(Workspace workspace, List<String> atNextStart) {
        LOG.info(
                "workspace in force: revision {}, {}, stage {}",
                workspace.revision().brief(),
                count(workspace.notifications().size(), "notification"),
                workspace.settings().rehearsal().stage().word());
        atNextStart.forEach(key -> LOG.warn("tidings.yaml: the changed {} takes effect at the next start", key));
    }

    private static void attempted(Claim claim, Attempt attempt, Verdict verdict) {
        String said = Address.maskedIn(attempt.outcome().said());
        LoggingEventBuilder line = of(level(verdict), claim.occurrence())
                .addKeyValue("message", claim.trace())
                .addKeyValue("transport", attempt.transport())
                .addKeyValue("outcome", attempt.outcome().word())
                .addKeyValue("state", verdict.state().word());
        line.log(
                "message {} to {} {} by {} in {} ms: {}{}",
                claim.trace(),
                claim.recipient().mailbox().address().masked(),
                attempt.outcome().word(),
                attempt.transport().isEmpty() ? "nobody" : attempt.transport(),
                attempt.took().toMillis(),
                said,
                next(verdict));
    }

    private static Level level(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> Level.INFO;
            case Verdict.RetryAt retry -> Level.INFO;
            case Verdict.WaitForRoad wait -> Level.INFO;
            case Verdict.ResendAt resend -> Level.WARN;
            case Verdict.Failed failed -> Level.WARN;
            case Verdict.Held held -> Level.WARN;
            case Verdict.Expired expired -> Level.WARN;
        };
    }

    private static String next(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> "";
            case Verdict.RetryAt(Instant at, String why) -> "; next try " + second(at);
            case Verdict.ResendAt(Instant at, String why) ->
                "; may have arrived, sent again " + second(at) + " as a possible duplicate";
            case Verdict.WaitForRoad(String road, Instant at, String why) -> "; waits for road " + road;
            case Verdict.Failed(String why) -> "; not tried again by itself";
            case Verdict.Held(String why) -> "; held until a person decides";
            case Verdict.Expired(String why) -> "; no longer worth sending";
        };
    }

    private static void refused(List<Problem> problems) {
        LOG.warn(
                "workspace has {} {}; what was in force stays in force, and no edit is taken up until this is mended",
                problems.size(),
                problems.size() == 1 ? "problem" : "problems");
        problems.forEach(problem -> LOG.warn("{}", problem));
    }

    private static String again(Instant again) {
        return again.equals(Instant.MAX)
                ? "stays closed until the settings change or a person opens it"
                : "next try " + second(again);
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String name(Occurrence occurrence) {
        return "occurrence " + occurrence.notification() + " " + second(occurrence.due());
    }

    private static LoggingEventBuilder of(Level level, Occurrence occurrence) {
        return LOG.atLevel(level)
                .addKeyValue("notification", occurrence.notification())
                .addKeyValue("trace", occurrence.trace());
    }
}
