package dev.tidings.smtp;

import java.util.List;
import java.util.Optional;

/// XOAUTH2, as Google and Microsoft describe it.
final class Xoauth2 implements Mechanism {
    private final String user;
    private final String token;
    private Optional<String> complaint = Optional.empty();

    Xoauth2(String user, String token) {
        this.user = user;
        this.token = token;
    }

    @Override
    public String name() {
        return "XOAUTH2";
    }

    @Override
    public Optional<String> opening() {
        return Optional.of("user=" + user + "\1auth=Bearer " + token + "\1\1");
    }

    /// A challenge says why the token is refused; an empty line lets the server say that it does.
    @Override
    public String respond(String challenge) throws Breakdown {
        if (complaint.isPresent()) {
            throw Mechanism.unasked(name());
        }
        complaint = Optional.of(OauthStatus.in(Mechanism.decoded(challenge)));
        return "";
    }

    @Override
    public Optional<String> complaint() {
        return complaint;
    }

    @Override
    public List<String> secrets() {
        return List.of(token);
    }

    @Override
    public String toString() {
        return name();
    }
}
