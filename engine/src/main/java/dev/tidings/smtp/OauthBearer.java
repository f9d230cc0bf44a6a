package dev.tidings.smtp;

import java.util.List;
import java.util.Optional;

/// OAUTHBEARER (RFC 7628).
final class OauthBearer implements Mechanism {
    private final String user;
    private final String token;
    private Optional<String> complaint = Optional.empty();

    OauthBearer(String user, String token) {
        this.user = user;
        this.token = token;
    }

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public Optional<String> opening() {
        String name = user.replace("=", "=3D").replace(",", "=2C");
        return Optional.of("n,a=" + name + ",\1auth=Bearer " + token + "\1\1");
    }

    /// A challenge says why the token is refused; the dummy lets the server say that it does (§3.2.3).
    @Override
    public String respond(String challenge) throws Breakdown {
        if (complaint.isPresent()) {
            throw Mechanism.unasked(name());
        }
        complaint = Optional.of(OauthStatus.in(Mechanism.decoded(challenge)));
        return "\1";
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
