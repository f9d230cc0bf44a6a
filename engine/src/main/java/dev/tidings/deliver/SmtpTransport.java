package dev.tidings.deliver;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Connections.Connection;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A way out by an SMTP account.
public final class SmtpTransport implements Transport {
    private final String name;
    private final Connections connections;
    private final Meaning meaning;
    private final InstantSource clock;

    public SmtpTransport(TransportSpec spec, InstantSource clock) {
        this.name = spec.name();
        this.connections = new Connections(spec.server(), spec.pool(), clock);
        this.meaning = new Meaning(spec.provider());
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void carry(List<Parcel> run, Clerk clerk) {
        run.forEach(parcel -> carry(parcel, clerk));
    }

    private void carry(Parcel parcel, Clerk clerk) {
        Instant started = clock.instant();
        outcome(parcel, clerk).ifPresent(outcome -> {
            Duration took = Duration.between(started, clock.instant());
            clerk.report(parcel, new Attempt(parcel.claim().attempt(), name, started, took, outcome));
        });
    }

    private Optional<Outcome> outcome(Parcel parcel, Clerk clerk) {
        Optional<Connection> used = connections.reuse();
        if (used.isPresent()) {
            Handover handover = send(used.get(), parcel, clerk);
            if (!isStale(handover)) {
                return meaning.of(handover);
            }
        }
        try {
            return meaning.of(send(connections.open(), parcel, clerk));
        } catch (NoSession failure) {
            return Optional.of(meaning.of(failure.why()));
        }
    }

    private Handover send(Connection connection, Parcel parcel, Clerk clerk) {
        Composed message = parcel.message();
        Envelope envelope =
                new Envelope(message.sender().toString(), message.receiver().toString());
        try {
            return connection
                    .session()
                    .send(
                            envelope,
                            message.content(),
                            () -> !clerk.arm(List.of(parcel)).isEmpty());
        } finally {
            connections.giveBack(connection);
        }
    }

    /// The server had hung up on a connection that lay idle, or says now that it does (`421`). That is
    /// nobody's fault, and nothing of the message was heard yet.
    private static boolean isStale(Handover handover) {
        return switch (handover) {
            case Handover.Broken(Break how) -> how.at() == Verb.MAIL || how.at() == Verb.RSET;
            case Handover.Answered answered ->
                answered.at() == Verb.MAIL && answered.reply().isFarewell();
            case Handover.NotBegun _ -> true;
            case Handover.Unfit _, Handover.Withheld _, Handover.Uncertain _ -> false;
        };
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
