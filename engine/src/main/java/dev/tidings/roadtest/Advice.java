package dev.tidings.roadtest;

import dev.tidings.deliver.Phrases;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Verb;
import dev.tidings.workspace.Replies;

/// What helps against a server's reply, as it is known of its provider and of all servers.
record Advice(TransportSpec road) {
    /// @param usual what helps as a rule, where nothing is known of this reply
    String on(Verb at, String reply, String usual) {
        return new Phrases(Replies.of(road.provider())).advice(at, reply).orElse(usual);
    }
}
