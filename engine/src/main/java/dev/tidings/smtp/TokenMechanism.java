package dev.tidings.smtp;

import java.util.List;
import java.util.Optional;

/// A bearer token, in either of its forms: OAUTHBEARER (RFC 7628), and XOAUTH2 as Google and Microsoft describe it.
final class TokenMechanism implements Mechanism {
    private final String name;
    private final String opening;
    private final String dummy;
    private final String token;
    private Optional<String> complaint = Optional.empty();

    private TokenMechanism(String name, String opening, String dummy, String token) {
        this.name = name;
        this.opening = opening;
        this.dummy = dummy;
        this.token = token;
    }

    static TokenMechanism oauthBearer(String user, String token) {
        String escaped = user.replace("=", "=3D").replace(",", "=2C");
        return new TokenMechanism("OAUTHBEARER", "n,a=" + escaped + ",\1auth=Bearer " + token + "\1\1", "\1", token);
    }

    static TokenMechanism xoauth2(String user, String token) {
        return new TokenMechanism("XOAUTH2", "user=" + user + "\1auth=Bearer " + token + "\1\1", "", token);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> opening() {
        return Optional.of(opening);
    }

    /// A challenge says why the token is refused; the dummy lets the server say that it does (RFC 7628 §3.2.3).
    @Override
    public String respond(String challenge) throws Breakdown {
        if (complaint.isPresent()) {
            throw Mechanism.unasked(name);
        }
        complaint = Optional.of(OauthStatus.in(Mechanism.decoded(challenge)));
        return dummy;
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
        return name;
    }
}
