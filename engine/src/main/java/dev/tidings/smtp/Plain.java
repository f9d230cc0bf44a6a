package dev.tidings.smtp;

import java.util.List;
import java.util.Optional;

/// PLAIN (RFC 4616).
record Plain(String user, String secret) implements Mechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public Optional<String> opening() {
        return Optional.of("\0" + user + "\0" + secret);
    }

    @Override
    public String respond(String challenge) throws Breakdown {
        throw Mechanism.unasked(name());
    }

    @Override
    public List<String> secrets() {
        return List.of(secret);
    }

    @Override
    public String toString() {
        return name();
    }
}
