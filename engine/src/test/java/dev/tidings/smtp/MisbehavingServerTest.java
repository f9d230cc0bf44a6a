package dev.tidings.smtp;

import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Misdeed;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Whatever a server does, and wherever, it comes to one definite fact; and the next connection is none the
/// worse.
@Timeout(60)
class MisbehavingServerTest {
    /// A column for each [Misdeed], in order.
    private static final String FACTS = """
            #           4xx          5xx         421          close       reset       timeout     garbage     drip        10 MB
            GREETING    Refused      Refused     Refused      Unreachable Unreachable Unreachable Unreachable Unreachable Unreachable
            EHLO        Refused      Refused     Refused      Broken      Broken      Broken      Broken      Broken      Broken
            HELO        Refused      Refused     Refused      Broken      Broken      Broken      Broken      Broken      Broken
            STARTTLS    Refused      Refused     Refused      Broken      Broken      Broken      Broken      Broken      Broken
            AUTH        AuthDeferred AuthRefused AuthDeferred Broken      Broken      Broken      Broken      Broken      Broken
            RSET        Broken       Broken      Broken       Broken      Broken      Broken      Broken      Broken      Broken
            MAIL        Answered     Answered    Answered     Broken      Broken      Broken      Broken      Broken      Broken
            RCPT        Answered     Answered    Answered     Broken      Broken      Broken      Broken      Broken      Broken
            DATA        Answered     Answered    Answered     Broken      Broken      Broken      Broken      Broken      Broken
            END_OF_DATA Answered     Answered    Answered     Uncertain   Uncertain   Uncertain   Uncertain   Uncertain   Uncertain
            QUIT        Accepted     Accepted    Accepted     Accepted    Accepted    Accepted    Accepted    Accepted    Accepted
            """;
    private static final Set<Misdeed> LEAVING = Set.of(Misdeed.FAREWELL, Misdeed.CLOSE, Misdeed.RESET);
    private static final Timeouts PATIENT = Timeouts.all(Duration.ofSeconds(10));
    private static final Envelope ENVELOPE = new Envelope("reports@example.com", "ann@example.org");
    private static final byte[] CONTENT = "Subject: x\r\n\r\nhello\r\n".getBytes();

    @TestFactory
    Stream<DynamicTest> each_misdeed_in_lock_step() {
        return cells().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell, new Script())));
    }

    @TestFactory
    Stream<DynamicTest> each_misdeed_with_pipelining() {
        return cells().filter(cell -> cell.at.compareTo(Verb.RSET) >= 0)
                .map(cell -> DynamicTest.dynamicTest(
                        cell.toString(), () -> check(cell, new Script().offering("PIPELINING"))));
    }

    /// All of a message leaves in one write then, so that a line that breaks leaves it uncertain.
    @TestFactory
    Stream<DynamicTest> each_misdeed_with_a_window() {
        return cells().filter(cell -> cell.at == Verb.MAIL || cell.at == Verb.RCPT || cell.at == Verb.END_OF_DATA)
                .map(cell -> DynamicTest.dynamicTest(
                        cell.toString(), () -> check(cell, new Script().offering("PIPELINING", "CHUNKING"))));
    }

    private record Cell(Verb at, Misdeed misdeed, String fact) {}

    private static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        FACTS.lines().skip(1).map(line -> line.split(" +")).forEach(row -> {
            for (Misdeed misdeed : Misdeed.values()) {
                cells.add(new Cell(Verb.valueOf(row[0]), misdeed, row[misdeed.ordinal() + 1]));
            }
        });
        return cells.stream();
    }

    private static void check(Cell cell, Script script) throws Exception {
        script.offering("AUTH PLAIN").once(cell.at, cell.misdeed.act());
        if (cell.at == Verb.HELO) {
            script.once(Verb.EHLO, say("502 5.5.1 what?"));
        }
        if (cell.at == Verb.STARTTLS) {
            script.startTls(TestCertificate.of("dns:localhost").server());
        }
        if (cell.at == Verb.RSET) {
            script.forRecipient("bob@example.org", say("550 5.1.1 no bob"));
        }
        try (ScriptedServer server = script.start()) {
            String fact = fact(cell, server);

            assertThat(fact).matches(expected(cell, script));
            await().pollInterval(Duration.ofMillis(5)).until(() -> server.openConnections() == 0);
            try (SmtpSession next = SmtpSession.open(settings(cell, server).with(PATIENT))) {
                assertThat(next.send(ENVELOPE, CONTENT, EndOfDataGate.OPEN)).isInstanceOf(Handover.Answered.class);
            }
        }
    }

    /// A fact names the step and the reply, so that a right answer for a wrong reason shows.
    private static String expected(Cell cell, Script script) {
        if (cell.at == Verb.RSET && LEAVING.contains(cell.misdeed)) {
            return "NotBegun RSET LOST"; // between two messages a server may leave whenever it likes
        }
        boolean breaks = cell.fact.equals("Broken") || cell.fact.equals("Uncertain");
        if (breaks && script.isOffering("CHUNKING")) {
            return "Uncertain " + (cell.misdeed == Misdeed.RESET ? "\\w+ LOST" : cell.at + " " + kind(cell));
        }
        if (cell.misdeed == Misdeed.RESET && cell.fact.equals("Broken") && script.isOffering("PIPELINING")) {
            return "Broken (RSET|MAIL|RCPT|DATA) LOST"; // a reset also takes the replies on their way
        }
        return switch (cell.fact) {
            case "Refused", "Answered" -> cell.fact + " " + cell.at + " " + code(cell.misdeed);
            case "AuthRefused", "AuthDeferred" -> cell.fact + " " + code(cell.misdeed);
            case "Broken", "Uncertain" -> cell.fact + " " + cell.at + " " + kind(cell);
            default -> cell.fact;
        };
    }

    private static String code(Misdeed misdeed) {
        return switch (misdeed) {
            case TRANSIENT -> "451";
            case PERMANENT -> "550";
            default -> misdeed.word();
        };
    }

    private static Break.Kind kind(Cell cell) {
        return switch (cell.misdeed) {
            case CLOSE, RESET -> Break.Kind.LOST;
            case TIMEOUT, DRIP -> Break.Kind.TIMED_OUT;
            default -> Break.Kind.PROTOCOL_ERROR;
        };
    }

    private static String fact(Cell cell, ScriptedServer server) {
        SmtpServer settings = settings(cell, server).with(timeouts(cell));
        try (SmtpSession session = SmtpSession.open(settings)) {
            if (cell.at == Verb.RSET) {
                session.send(new Envelope("reports@example.com", "bob@example.org"), CONTENT, EndOfDataGate.OPEN);
            }
            Handover handover = send(session);
            boolean refusedOnly = handover instanceof Handover.Answered answered
                    && !answered.reply().isFarewell();
            assertThat(session.reusable()).isEqualTo(refusedOnly);
            return describe(handover);
        } catch (NoSession none) {
            return describe(none.why());
        }
    }

    /// By a window where the server offers one.
    private static Handover send(SmtpSession session) {
        Single letter = new Single(ENVELOPE, CONTENT, EndOfDataGate.OPEN);
        session.carry(letter, 8);
        return letter.outcome();
    }

    /// Short for the step that will not be done in time anyway, patient with every other. RSET's time is also
    /// that for hearing out a refused envelope.
    private static Timeouts timeouts(Cell cell) {
        Duration little = Duration.ofMillis(cell.at == Verb.RSET ? 300 : 40);
        return cell.misdeed.isSlow() ? PATIENT.with(cell.at, little) : PATIENT;
    }

    private static SmtpServer settings(Cell cell, ScriptedServer server) {
        Security security = cell.at == Verb.STARTTLS ? Security.STARTTLS : Security.NONE;
        SmtpServer settings = new SmtpServer("localhost", server.port(), security, "client.example");
        if (cell.at == Verb.STARTTLS) {
            return settings.with(trusted());
        }
        return settings.with(new Credentials.Password("user", "secret", Credentials.ClearText.ON_LOOPBACK));
    }

    private static Trust trusted() {
        try {
            return Trust.authorities(TestCertificate.of("dns:localhost").pem());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String describe(Handover handover) {
        return switch (handover) {
            case Handover.Answered answered when answered.isAccepted() -> "Accepted";
            case Handover.Answered(Verb at, Reply reply, var refused) -> "Answered " + at + " " + reply.code();
            case Handover.NotBegun(Break how) -> "NotBegun " + how.at() + " " + how.kind();
            case Handover.Broken(Break how) -> "Broken " + how.at() + " " + how.kind();
            case Handover.Uncertain(Break how) -> "Uncertain " + how.at() + " " + how.kind();
            case Handover.Unfit unfit -> unfit.toString();
            case Handover.Withheld withheld -> withheld.toString();
        };
    }

    private static String describe(NoSession.Why why) {
        return switch (why) {
            case NoSession.Why.Refused(Verb at, Reply reply) -> "Refused " + at + " " + reply.code();
            case NoSession.Why.AuthRefused(Reply reply) -> "AuthRefused " + reply.code();
            case NoSession.Why.AuthDeferred(Reply reply) -> "AuthDeferred " + reply.code();
            case NoSession.Why.Broken(Break how) -> "Broken " + how.at() + " " + how.kind();
            case NoSession.Why.Unreachable unreachable -> "Unreachable";
            case NoSession.Why.TlsNotOffered none -> none.toString();
            case NoSession.Why.TlsFailed failed -> failed.toString();
            case NoSession.Why.AuthImpossible impossible -> impossible.toString();
            case NoSession.Why.WithoutToken none -> none.toString();
            case NoSession.Why.ServerUnproven unproven -> unproven.toString();
        };
    }
}
