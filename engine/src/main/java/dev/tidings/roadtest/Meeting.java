package dev.tidings.roadtest;

import dev.tidings.smtp.NoSession;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.SmtpSession;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// A session with a server, or why there is none, and what was met on the way.
///
/// @param server as it was asked: with less patience than mail has
record Meeting(SmtpServer server, Journey journey, Optional<SmtpSession> session, Optional<Why> why)
        implements AutoCloseable {
    /// Somebody waits for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(60);

    static Meeting with(SmtpServer server, InstantSource clock) {
        Journey journey = new Journey(clock);
        SmtpServer asked =
                server.with(hasty(server.timeouts())).with(server.trust().seenBy(journey));
        try {
            SmtpSession session = SmtpSession.open(asked, journey);
            journey.arrived();
            return new Meeting(asked, journey, Optional.of(session), Optional.empty());
        } catch (NoSession none) {
            journey.arrived();
            return new Meeting(asked, journey, Optional.empty(), Optional.of(none.why()));
        }
    }

    private static Timeouts hasty(Timeouts usual) {
        Timeouts hasty = usual;
        for (Verb verb : Verb.values()) {
            Duration most = verb == Verb.END_OF_DATA ? PATIENCE_AT_THE_END : PATIENCE;
            if (usual.of(verb).compareTo(most) > 0) {
                hasty = hasty.with(verb, most);
            }
        }
        return hasty;
    }

    /// Why the server's certificate is not believed, if so: by whom it is vouched for, or that its time is
    /// over.
    Optional<String> doubt() {
        return journey.doubt()
                .or(() -> why.filter(each ->
                                each instanceof Why.TlsFailed(String said) && said.startsWith("the certificate "))
                        .map(ServerSteps::words));
    }

    /// The session, where it can still take a message.
    Optional<SmtpSession> open() {
        return session.filter(SmtpSession::reusable);
    }

    @Override
    public void close() {
        session.ifPresent(SmtpSession::close);
    }
}
