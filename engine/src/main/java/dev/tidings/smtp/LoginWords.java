package dev.tidings.smtp;

import java.util.List;
import java.util.Optional;

/// LOGIN (draft-murchison-sasl-login): asked twice, in words that differ from server to server and are not
/// looked at.
final class LoginWords implements Mechanism {
    private final String user;
    private final String secret;
    private int asked;

    LoginWords(String user, String secret) {
        this.user = user;
        this.secret = secret;
    }

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public Optional<String> opening() {
        return Optional.empty();
    }

    @Override
    public String respond(String challenge) throws Breakdown {
        return switch (asked++) {
            case 0 -> user;
            case 1 -> secret;
            default -> throw Mechanism.unasked(name());
        };
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
