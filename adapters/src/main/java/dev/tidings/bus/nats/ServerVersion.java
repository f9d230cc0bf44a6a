package dev.tidings.bus.nats;

import io.nats.client.api.ServerInfo;
import java.util.Arrays;
import java.util.List;

/// What a server can do, by its version. Asking it for more does not help: an older one leaves out silently what it
/// does not know, and stores a schedule as a message like any other.
record ServerVersion(String text, int number) {
    private static final int MESSAGES_AT = 2012;
    private static final int MESSAGES_BY_CRON = 2014;

    static ServerVersion of(ServerInfo server) {
        return of(server.getVersion());
    }

    /// @param text `2.9.10`, `2.12.0-RC.1`
    static ServerVersion of(String text) {
        List<Integer> parts = Arrays.stream(text.split("\\D+"))
                .filter(part -> !part.isEmpty() && part.length() < 6)
                .map(Integer::valueOf)
                .toList();
        return new ServerVersion(text, parts.size() < 2 ? 0 : parts.get(0) * 1000 + parts.get(1));
    }

    boolean hasScheduledMessages() {
        return number >= MESSAGES_AT;
    }

    boolean hasCron() {
        return number >= MESSAGES_BY_CRON;
    }

    /// For people.
    @Override
    public String toString() {
        if (hasCron()) {
            return "nats-server %s, which has scheduled messages: @at, @every and cron".formatted(text);
        }
        if (hasScheduledMessages()) {
            return "nats-server %s, which has scheduled messages by @at alone (2.14 has @every and cron)"
                    .formatted(text);
        }
        return "this nats-server %s has no scheduled messages (2.12 has them): it would keep them and never send them"
                .formatted(text);
    }
}
