package dev.tidings.acceptance.peers;

import java.io.IOException;
import java.util.List;

/// A running mail server: it wants TLS and sign-in, takes mail for `person0` to `person199` at `peer.example`, and
/// keeps it where it can be read.
interface Peer extends AutoCloseable {
    String DOMAIN = "peer.example";
    int PEOPLE = 200;
    String USER = "reports";
    String SECRET = "s3cret-Word";

    /// Turned away whoever asks, where a peer can be told to.
    String REFUSED = "refused";

    /// Of one message, where a peer has a limit.
    int OCTETS_MAX = 300_000;

    /// The lines of `tidings.yaml` that reach it, but for the password.
    String transport();

    /// The messages it keeps for somebody, as it keeps them.
    ///
    /// @param person the part before the `@`
    List<byte[]> kept(String person) throws IOException;

    @Override
    void close() throws IOException;
}
