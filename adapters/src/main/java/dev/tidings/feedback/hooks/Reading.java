package dev.tidings.feedback.hooks;

import dev.tidings.notification.WebhookProvider;
import java.util.List;

/// What a call says, whoever it is from.
public sealed interface Reading {
    record Events(List<Told> events) implements Reading {
        public Events {
            events = List.copyOf(events);
        }
    }

    /// @param why completes "it cannot be read: "
    record Garbled(String why) implements Reading {}

    static Reading of(WebhookProvider provider, Call call) {
        try {
            return new Events(Telling.of(provider).events(call.facts(), call));
        } catch (Unreadable garbled) {
            return new Garbled(garbled.why());
        }
    }
}
