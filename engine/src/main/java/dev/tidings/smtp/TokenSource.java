package dev.tidings.smtp;

/// Where access tokens come from (RFC 6749, RFC 6750). Asked by many connections at once.
public interface TokenSource {
    /// One that should be good now; may wait for whoever issues them, not for long.
    ///
    /// @throws NoToken when there is none
    String token() throws NoToken;

    /// A server did not take this one: it is not given again.
    void refused(String token);
}
