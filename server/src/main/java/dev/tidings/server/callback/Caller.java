package dev.tidings.server.callback;

import dev.tidings.deliver.State;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.JournalEntry;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.Settings.Callback;
import dev.tidings.smtp.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Calls one address for each outcome in the ledger's journal, in order, from where it stopped last.
///
/// What is not answered with `2xx` is tried again, after 1 s, 2 s … 1 min, for an hour; then it is passed
/// over and the log says so.
final class Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    private static final int PAGE = 100;
    private static final Duration DUTY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;
    private final History history;
    private final HttpClient http;
    private final InstantSource clock;
    private final String reader;
    private Duration pause = FIRST_PAUSE;
    private Instant quietUntil = Instant.MIN;
    private Instant troubleSince = Instant.MAX;

    Caller(URI url, Ledger ledger, History history, HttpClient http, InstantSource clock) {
        this.ledger = ledger;
        this.history = history;
        this.http = http;
        this.clock = clock;
        this.reader = "callback " + url;
        if (ledger.bookmark(reader).isEmpty()) {
            // A new address hears of what happens from now on, not of all the past.
            ledger.bookmark(reader, history.journalEnd());
        }
    }

    /// Tells what is new; returns how much was told or passed over.
    ///
    /// @param callback as it is wanted now: with which secret, and of which events
    int round(Callback callback) throws InterruptedException {
        if (clock.instant().isBefore(quietUntil)) {
            return 0;
        }
        if (history.journal(ledger.bookmark(reader).orElseThrow(), 1).isEmpty() || !isOnDuty()) {
            return 0;
        }
        long position = ledger.bookmark(reader).orElseThrow();
        long reached = position;
        List<JournalEntry> news = history.journal(position, PAGE);
        for (JournalEntry entry : news) {
            if (wants(callback, entry) && !(isOnDuty() && tell(callback, entry))) {
                break;
            }
            reached = entry.id();
        }
        if (reached > position) {
            ledger.bookmark(reader, reached);
        }
        return reached > position ? news.size() : 0;
    }

    /// One node calls, for all of them.
    private boolean isOnDuty() {
        return ledger.onDuty(reader, DUTY);
    }

    private static boolean wants(Callback callback, JournalEntry entry) {
        return callback.events().isEmpty() || callback.events().contains(event(entry));
    }

    private static String event(JournalEntry entry) {
        return entry.state() == State.WAITING ? "retried" : entry.state().word();
    }

    private boolean tell(Callback callback, JournalEntry entry) throws InterruptedException {
        Instant now = clock.instant();
        DeliveryRecord delivery = history.delivery(entry.delivery()).orElseThrow();
        try {
            HttpResponse<Void> answer = http.send(request(callback, entry, delivery, now), BodyHandlers.discarding());
            if (answer.statusCode() / 100 == 2) {
                pause = FIRST_PAUSE;
                troubleSince = Instant.MAX;
                return true;
            }
            return notTold(entry, delivery, "answered " + answer.statusCode(), now);
        } catch (IOException failure) {
            return notTold(entry, delivery, "cannot be reached: " + failure, now);
        }
    }

    /// @return true when it is passed over
    private boolean notTold(JournalEntry entry, DeliveryRecord delivery, String why, Instant now) {
        troubleSince = troubleSince.equals(Instant.MAX) ? now : troubleSince;
        if (now.isAfter(troubleSince.plus(PATIENCE))) {
            troubleSince = Instant.MAX;
            LOG.error("{} {}; message {} ({}) passed over", reader, why, delivery.trace(), event(entry));
            return true;
        }
        LOG.warn(
                "{} {}; message {} ({}) told again in {} s",
                reader,
                why,
                delivery.trace(),
                event(entry),
                pause.toSeconds());
        quietUntil = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return false;
    }

    private static HttpRequest request(Callback callback, JournalEntry entry, DeliveryRecord delivery, Instant now) {
        String id = delivery.trace() + "-" + entry.id();
        String body = JSON.writeValueAsString(body(entry, delivery));
        return HttpRequest.newBuilder(callback.url())
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .header("user-agent", "Tidings")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", new Signature(callback.secret()).of(id, now.getEpochSecond(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static Map<String, Object> body(JournalEntry entry, DeliveryRecord delivery) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("notification", delivery.occurrence().notification());
        data.put("due", delivery.occurrence().due().toString());
        data.put("cause", delivery.occurrence().key().cause().word());
        data.put("occurrence", delivery.occurrence().id());
        data.put("delivery", delivery.id());
        data.put("trace", delivery.trace().hex());
        data.put("to", delivery.addressee().address());
        data.put("state", entry.state().word());
        data.put("why", entry.why());
        entry.attempt().ifPresent(attempt -> put(data, attempt));
        data.put("possibleDuplicate", delivery.progress().possibleDuplicate());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "message." + event(entry));
        body.put("timestamp", entry.at().toString());
        body.put("data", data);
        return body;
    }

    private static void put(Map<String, Object> data, AttemptRecord attempt) {
        data.put("attempt", attempt.number());
        data.put("transport", attempt.transport());
        data.put("outcome", attempt.said().outcome());
        attempt.said().verb().ifPresent(verb -> data.put("verb", verb));
        attempt.said().code().ifPresent(code -> data.put("code", code));
        attempt.said().enhanced().ifPresent(enhanced -> data.put("enhancedCode", enhanced));
        data.put("text", attempt.said().text());
        data.put("tookMillis", attempt.times().took().toMillis());
        attempt.said().waited().ifPresent(waited -> data.put("serverMillis", waited.toMillis()));
        data.put("replies", attempt.said().answers().stream().map(Caller::reply).toList());
    }

    private static Map<String, Object> reply(Answer answer) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("verb", answer.at().word());
        reply.put("code", answer.reply().code());
        answer.reply().enhanced().ifPresent(enhanced -> reply.put("enhancedCode", enhanced.toString()));
        reply.put("text", answer.reply().text());
        reply.put("millis", answer.waited().toMillis());
        return reply;
    }
}
