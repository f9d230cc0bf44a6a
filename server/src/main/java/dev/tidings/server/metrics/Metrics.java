package dev.tidings.server.metrics;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.event.Event;
import dev.tidings.event.Listener;
import dev.tidings.smtp.Reply;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Counts events.
public final class Metrics implements Listener {
    private final InstantSource clock;
    private final Counter occurrences;
    private final Counter messages;
    private final Counter retries;
    private final Counter replies;
    private final Counter possibleDuplicates;
    private final Counter suppressions;
    private final Counter refusals;
    private final Counter forgotten;
    private final Histogram lateness;
    private final Histogram attemptTime;
    private final Histogram deliveryTime;
    private final Counter notices;
    private final Counter returned;
    private final Gauge lastSuccess;
    private final Gauge reloadSuccess;
    private final Gauge reloadTime;
    private final Gauge storeFailing;

    public Metrics(PrometheusRegistry registry, InstantSource clock) {
        this.clock = clock;
        occurrences = counter(
                "tidings_occurrences",
                "Occurrences by what became of their instant",
                registry,
                "notification",
                "result");
        messages = counter(
                "tidings_messages",
                "Messages that came to rest, by state",
                registry,
                "notification",
                "transport",
                "state");
        retries = counter(
                "tidings_retries",
                "Attempts after which a message waits again",
                registry,
                "notification",
                "transport",
                "outcome");
        replies = counter(
                "tidings_smtp_replies", "Deciding replies of servers", registry, "transport", "class", "enhanced");
        possibleDuplicates = counter(
                "tidings_possible_duplicates",
                "Messages sent again although they may have arrived",
                registry,
                "notification",
                "transport");
        suppressions = counter("tidings_suppressions", "Addresses suppressed and lifted", registry, "reason", "change");
        refusals = counter(
                "tidings_refusals_total",
                "Definite refusals, by whose fault they are: recipient, sender, policy, unsaid",
                registry,
                "transport",
                "fault");
        notices = counter(
                "tidings_notices",
                "What others told of mails, by the way it came in and by whether the mail is known",
                registry,
                "source",
                "fate",
                "reason",
                "known");
        returned = counter(
                "tidings_returned", "Messages that bounced or were complained of", registry, "notification", "state");
        forgotten =
                counter("tidings_forgotten", "Removed from the ledger, being older than retention", registry, "what");
        lateness = histogram(
                "tidings_schedule_lateness_seconds",
                "From an instant to its firing",
                registry,
                0.1,
                0.25,
                0.5,
                1,
                2.5,
                5,
                10,
                30,
                60,
                300,
                3600);
        attemptTime = histogram(
                "tidings_attempt_duration_seconds",
                "Of one attempt, from first command to deciding reply",
                registry,
                0.005,
                0.01,
                0.025,
                0.05,
                0.1,
                0.25,
                0.5,
                1,
                2.5,
                5,
                10,
                30,
                60,
                300,
                600);
        deliveryTime = histogram(
                "tidings_delivery_duration_seconds",
                "From a message's due instant to its acceptance",
                registry,
                0.1,
                0.5,
                1,
                5,
                10,
                30,
                60,
                300,
                900,
                3600,
                14400,
                86400);
        lastSuccess = gauge(
                "tidings_occurrence_last_success_timestamp_seconds",
                "When an occurrence last finished well",
                registry,
                "notification");
        reloadSuccess = gauge(
                "tidings_reload_success",
                "1 when the last reading of the workspace took force, 0 when it had problems",
                registry);
        reloadTime = gauge("tidings_reload_last_timestamp_seconds", "When the workspace was last read", registry);
        storeFailing = gauge("tidings_store_failing", "1 while the ledger cannot be written or read", registry);
        reloadSuccess.set(1);
        storeFailing.set(0);
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Fired(var occurrence, Duration late) -> {
                occurrences.labelValues(occurrence.notification(), "fired").inc();
                lateness.labelValues(occurrence.notification()).observe(seconds(late));
            }
            case Event.Missed missed ->
                occurrences.labelValues(missed.notification(), missed.word()).inc(missed.count());
            case Event.Undrawn(var occurrence, var why, boolean again) ->
                occurrences
                        .labelValues(occurrence.notification(), again ? "postponed" : "abandoned")
                        .inc();
            case Event.Attempted(Claim claim, Attempt attempt, Verdict verdict) -> attempted(claim, attempt, verdict);
            case Event.Finished(var occurrence, String result, boolean here) -> {
                if (result.startsWith("succeeded")) {
                    lastSuccess.labelValues(occurrence.notification()).set(now());
                }
            }
            case Event.Forgotten(int ended, int deliveries, var before) -> {
                forgotten.labelValues("occurrences").inc(ended);
                forgotten.labelValues("deliveries").inc(deliveries);
            }
            case Event.Reloaded reloaded -> reload(1);
            case Event.ReloadRefused refused -> reload(0);
            case Event.StoreFailing failing -> storeFailing.set(1);
            case Event.StoreRecovered recovered -> storeFailing.set(0);
            case Event.Entered(var occurrence, int people, int misfits, int suppressed) -> {
                rest(occurrence.notification(), "failed", misfits);
                rest(occurrence.notification(), "suppressed", suppressed);
            }
            case Event.Suppressed(var all, var leftOut) -> {
                all.forEach(each -> suppressions
                        .labelValues(each.reason().word(), "suppressed")
                        .inc());
                leftOut.forEach((notification, count) -> rest(notification, "suppressed", count));
            }
            case Event.Lifted(var all, var act) ->
                all.forEach(each ->
                        suppressions.labelValues(each.reason().word(), "lifted").inc());
            case Event.Expired(String notification, int count) ->
                messages.labelValues(notification, "", "expired").inc(count);
            case Event.Judged(String source, var notice, var about, var became) -> {
                notices.labelValues(
                                source, notice.fate().word(), notice.reason().word(), about.isPresent() ? "yes" : "no")
                        .inc();
                about.ifPresent(mail -> became.ifPresent(state -> became(mail.notification(), state)));
            }
            case Event.Stopped stopped -> {}
            case Event.WentOn wentOn -> {}
            case Event.Decided decided -> {}
            case Event.RoadClosed closed -> {}
            case Event.RoadOpened opened -> {}
        }
    }

    private void became(String notification, State state) {
        if (state == State.ACCEPTED) {
            rest(notification, state.word(), 1);
        } else {
            returned.labelValues(notification, state.word()).inc();
        }
    }

    /// Without an attempt.
    private void rest(String notification, String state, int count) {
        if (count > 0) {
            messages.labelValues(notification, "", state).inc(count);
        }
    }

    private void attempted(Claim claim, Attempt attempt, Verdict verdict) {
        String notification = claim.occurrence().notification();
        String transport = attempt.transport();
        attemptTime.labelValues(transport).observe(seconds(attempt.took()));
        reply(attempt.outcome())
                .ifPresent(reply -> replies.labelValues(
                                transport,
                                reply.code() / 100 + "xx",
                                reply.enhanced().map(Object::toString).orElse(""))
                        .inc());
        if (attempt.outcome() instanceof Outcome.Refused refused) {
            refusals.labelValues(transport, refused.fault().word()).inc();
        }
        switch (verdict) {
            case Verdict.Accepted accepted -> {
                messages.labelValues(notification, transport, "accepted").inc();
                deliveryTime.labelValues(notification).observe(seconds(Duration.between(claim.due(), attempt.ended())));
            }
            case Verdict.ResendAt resend -> {
                possibleDuplicates.labelValues(notification, transport).inc();
                retries.labelValues(notification, transport, attempt.outcome().word())
                        .inc();
            }
            case Verdict.RetryAt retry ->
                retries.labelValues(notification, transport, attempt.outcome().word())
                        .inc();
            case Verdict.WaitForRoad wait ->
                retries.labelValues(notification, transport, attempt.outcome().word())
                        .inc();
            case Verdict.Failed failed ->
                messages.labelValues(notification, transport, "failed").inc();
            case Verdict.Held held ->
                messages.labelValues(notification, transport, "held").inc();
            case Verdict.Expired expired ->
                messages.labelValues(notification, transport, "expired").inc();
        }
    }

    private static Optional<Reply> reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Reply reply) -> Optional.of(reply);
            case Outcome.Deferred(var verb, Reply reply) -> Optional.of(reply);
            case Outcome.Refused(var verb, Reply reply, var fault) -> Optional.of(reply);
            case Outcome.Unfit unfit -> Optional.empty();
            case Outcome.Unready unready -> Optional.empty();
            case Outcome.Oversize oversize -> Optional.empty();
            case Outcome.Unreachable unreachable -> Optional.empty();
            case Outcome.Slowed slowed -> Optional.empty();
            case Outcome.Broken broken -> Optional.empty();
            case Outcome.Uncertain uncertain -> Optional.empty();
        };
    }

    private void reload(int success) {
        reloadSuccess.set(success);
        reloadTime.set(now());
    }

    private double now() {
        return clock.millis() / 1000.0;
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos() / 1e9);
    }

    private static Counter counter(String name, String help, PrometheusRegistry registry, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private static Gauge gauge(String name, String help, PrometheusRegistry registry, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private static Histogram histogram(String name, String help, PrometheusRegistry registry, double... bounds) {
        String label = name.startsWith("tidings_attempt") ? "transport" : "notification";
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }
}
