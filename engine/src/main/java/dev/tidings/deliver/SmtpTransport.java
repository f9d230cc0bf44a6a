package dev.tidings.deliver;

import dev.tidings.deliver.Connections.Connection;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.TokenSource;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// A way out by an SMTP account.
public final class SmtpTransport implements Transport {
    private final String name;
    private final Pool pool;
    private final Connections connections;
    private final Meaning meaning;
    private final Transcripts transcripts;
    private final InstantSource clock;
    /// The least that was ever announced counts: the hosts behind one name may differ.
    private OctetsMax octetsMax;
    /// The server offers CHUNKING and was found not to know it.
    private volatile boolean withoutWindow;

    /// One that needs no access tokens, and of whose conversations nobody asks.
    ///
    /// @throws IllegalArgumentException when it does
    public SmtpTransport(TransportSpec spec, InstantSource clock) {
        this(spec, SmtpTransport::noTokens, new Transcripts(clock), clock);
    }

    /// @param tokens      where access tokens come from
    /// @param transcripts which conversations are written down
    public SmtpTransport(
            TransportSpec spec, Function<OauthSpec, TokenSource> tokens, Transcripts transcripts, InstantSource clock) {
        this.name = spec.name();
        this.pool = spec.pool();
        this.connections = new Connections(spec.server(tokens), spec.pool(), clock);
        this.meaning = new Meaning(spec.provider());
        this.transcripts = transcripts;
        this.octetsMax = written(spec.allowance());
        this.clock = clock;
    }

    private static OctetsMax written(Allowance allowance) {
        return allowance.octetsMax().isPresent()
                ? new OctetsMax(allowance.octetsMax().getAsLong(), "max-message")
                : OctetsMax.NONE;
    }

    private static TokenSource noTokens(OauthSpec spec) {
        throw new IllegalArgumentException("signs in by OAuth, and nothing here gives tokens");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void carry(Clerk clerk) {
        Satchel satchel = new Satchel(name, clerk, meaning, transcripts, this::octetsMax, clock);
        while (satchel.isFilled()) {
            Optional<Connection> used = connections.reuse();
            try {
                Connection connection = used.isPresent() ? used.get() : open(satchel);
                carry(satchel, connection);
            } catch (NoSession failure) {
                satchel.fail(meaning.of(failure.why()), failure.answers());
            }
        }
    }

    private Connection open(Satchel satchel) throws NoSession {
        try (Doorway doorway = satchel.doorway()) {
            Connection connection = connections.open(doorway.ear());
            connection.session().extensions().sizeMax().ifPresent(this::announced);
            return connection;
        }
    }

    private synchronized void announced(long octets) {
        octetsMax = octetsMax.and(new OctetsMax(octets, "the server"));
    }

    private void carry(Satchel satchel, Connection connection) {
        SmtpSession session = connection.session();
        satchel.board(connection);
        try {
            session.carry(satchel, withoutWindow ? 1 : pool.window());
        } finally {
            connection.carried(satchel.taken());
            connections.giveBack(connection);
            if (session.mishandlesChunking()) {
                withoutWindow = true;
            }
        }
    }

    @Override
    public synchronized OctetsMax octetsMax() {
        return octetsMax;
    }

    @Override
    public int window() {
        return pool.window();
    }

    @Override
    public Use use() {
        return new Use(connections.inUse(), connections.idle());
    }

    @Override
    public void sweep() {
        connections.sweep();
    }

    @Override
    public void close() {
        connections.close();
    }
}
