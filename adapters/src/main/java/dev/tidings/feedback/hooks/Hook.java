package dev.tidings.feedback.hooks;

import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where one provider's calls come in: whether they are its own, and what they say.
public final class Hook {
    private static final Logger LOG = LoggerFactory.getLogger(Hook.class);

    private final WebhookProvider provider;
    private final Duration within;
    private final Proving proving;
    private final Memory memory;

    Hook(WebhookSpec spec, Memory memory) {
        this.provider = spec.provider();
        this.within = spec.within();
        this.proving = Proving.of(spec, memory);
        this.memory = memory;
    }

    public Answer hear(Call call, Instant now) {
        return switch (proving.check(call, now)) {
            case Check.Genuine _ -> believed(call, now);
            case Check.Forged(String why) -> new Answer.Refused(why, proving.wantsPassword());
            case Check.Undecided(String why) -> new Answer.NotNow(why);
            case Check.Late(Duration age) ->
                memory.expected().expects(call, now) ? believed(call, now) : new Answer.Late(late(age));
        };
    }

    /// What a call said could not be put on record. It may come again, however long the provider takes for it.
    public void expect(Call call, Instant now) {
        memory.expected().expect(call, now);
    }

    private String late(Duration age) {
        return "it was signed %s ago, and %s is the most; if %s was not heard for as long, write bounces.webhooks.%s.within"
                .formatted(plain(age), plain(within), provider.word(), provider.word());
    }

    private static String plain(Duration time) {
        return time.toMinutes() < 120 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    private Answer believed(Call call, Instant now) {
        return provider == WebhookProvider.AMAZON_SES ? ofSns(call, now) : told(call, now);
    }

    private Answer told(Call call, Instant now) {
        Incoming incoming = new Incoming(provider, now);
        return switch (reading(call)) {
            case Reading.Events(List<Told> events) -> {
                long misspelled = events.stream().filter(incoming::isMisspelled).count();
                if (misspelled > 0) {
                    LOG.warn(
                            "{} told of {} of no type that is known; they are kept as they came",
                            provider.word(),
                            misspelled == 1 ? "an event" : misspelled + " events");
                }
                yield new Answer.Genuine(incoming.of(events));
            }
            case Reading.Garbled(String why) -> {
                LOG.error(
                        "{} called, and what it says cannot be read: {}; it is kept as it came", provider.word(), why);
                yield new Answer.Genuine(List.of(incoming.garbled(call.body())));
            }
        };
    }

    /// A mistake of ours must not have a provider call for ever.
    private Reading reading(Call call) {
        try {
            return Reading.of(provider, call);
        } catch (RuntimeException mistake) {
            LOG.error("{} tells what we cannot read by a mistake of our own", provider.word(), mistake);
            return new Reading.Garbled("a mistake of ours");
        }
    }

    private Answer ofSns(Call call, Instant now) {
        try {
            SnsMessage message = new SnsMessage(call.facts());
            if (message.isSubscription()) {
                return confirm(message);
            }
            if (!message.isNotification()) {
                LOG.warn(
                        "topic {} tells us nothing any more: somebody ended its subscription",
                        message.text("TopicArn"));
                return new Answer.Genuine(List.of());
            }
            return told(call, now);
        } catch (Unreadable impossible) {
            throw new IllegalStateException("a message whose signature was read can be read", impossible);
        }
    }

    /// SNS tells nothing before somebody looked at an address that it sent.
    private Answer confirm(SnsMessage message) {
        Optional<URI> url = message.confirmation();
        if (url.isEmpty()) {
            return new Answer.Refused("what would confirm it is not at SNS", false);
        }
        try {
            memory.certificates().fetch().get(url.get());
            LOG.info("the subscription of topic {} is confirmed", message.text("TopicArn"));
            return new Answer.Genuine(List.of());
        } catch (IOException unreachable) {
            return new Answer.NotNow("the subscription cannot be confirmed: " + unreachable.getMessage());
        }
    }
}
