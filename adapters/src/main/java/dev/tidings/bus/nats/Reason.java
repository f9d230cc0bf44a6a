package dev.tidings.bus.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.util.Optional;

/// Why a server did not do what it was asked for, in a sentence for people.
final class Reason {
    private static final int NOT_ENABLED = 10076;
    private static final int NOT_ENABLED_FOR_ACCOUNT = 10039;
    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;

    private Reason() {}

    static String of(Throwable trouble, Connection connection, NatsAddress address) {
        if (trouble instanceof JetStreamApiException refused) {
            return isOff(refused) ? off(address) : "nats-server at %s: %s".formatted(address, refused.getMessage());
        }
        boolean has = Optional.ofNullable(connection.getServerInfo())
                .map(server -> server.isJetStreamAvailable())
                .orElse(true);
        return has ? "nats-server at " + address + " does not answer for JetStream" : off(address);
    }

    private static boolean isOff(JetStreamApiException refused) {
        return refused.getApiErrorCode() == NOT_ENABLED || refused.getApiErrorCode() == NOT_ENABLED_FOR_ACCOUNT;
    }

    private static String off(NatsAddress address) {
        return ("JetStream is switched off at nats-server %s: start it with -js, or write jetstream {} into its file"
                        + " and allow it to this account")
                .formatted(address);
    }

    static boolean isMissing(JetStreamApiException refused) {
        return refused.getApiErrorCode() == STREAM_NOT_FOUND || refused.getApiErrorCode() == CONSUMER_NOT_FOUND;
    }
}
