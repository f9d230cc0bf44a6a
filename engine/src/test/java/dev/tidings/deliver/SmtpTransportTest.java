package dev.tidings.deliver;

import static dev.tidings.contracts.Act.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.MovableClock;
import dev.tidings.contracts.Parcels;
import dev.tidings.contracts.Parcels.Notes;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TransportContract;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpTransportTest extends TransportContract {
    private static final Pattern SUBJECT = Pattern.compile("Subject: (.*)\r\n");
    private static final Map<String, Act> MISDEEDS = Map.of(
            "says 451", say("451 4.3.0 not now"),
            "says 550", say("550 5.7.1 never"),
            "says 421", new Act.SayAndDrop("421 4.3.2 closing"),
            "drops", Act.drop(),
            "resets", new Act.Reset(),
            "is silent", new Act.Silence(),
            "talks nonsense", say("what a lovely day"));

    private final MovableClock clock = new MovableClock(Parcels.NINE);

    private record Smtp(ScriptedServer server, SmtpTransport transport) implements Way {
        @Override
        public List<String> arrived() {
            return server.mails().stream().map(mail -> subject(mail.content())).toList();
        }

        @Override
        public void close() {
            transport.close();
            server.close();
        }
    }

    private static String subject(byte[] content) {
        var found = SUBJECT.matcher(new String(content, StandardCharsets.UTF_8));
        return found.find() ? found.group(1) : "";
    }

    private Smtp smtp(Script script, Timeouts timeouts) {
        ScriptedServer server = script.start();
        SmtpServer to = new SmtpServer("127.0.0.1", server.port(), Security.NONE, "house.example.com").with(timeouts);
        TransportSpec spec = new TransportSpec("main", to, TransportSpec.Pool.USUAL, List.of(), Optional.empty());
        return new Smtp(server, new SmtpTransport(spec, clock));
    }

    private Smtp smtp(Script script, Allowance allowance) {
        ScriptedServer server = script.start();
        SmtpServer to = new SmtpServer("127.0.0.1", server.port(), Security.NONE, "house.example.com");
        TransportSpec spec =
                new TransportSpec("main", to, TransportSpec.Pool.USUAL, allowance, Optional.empty(), Optional.empty());
        return new Smtp(server, new SmtpTransport(spec, clock));
    }

    private Smtp smtp(Script script) {
        return smtp(script, Timeouts.all(Duration.ofSeconds(10)));
    }

    @Override
    protected Way working() {
        return smtp(new Script().offering("PIPELINING"));
    }

    @Override
    protected Map<String, Opening> failing() {
        Map<String, Opening> failing = new LinkedHashMap<>();
        for (Verb at :
                List.of(Verb.GREETING, Verb.EHLO, Verb.MAIL, Verb.RCPT, Verb.DATA, Verb.CONTENT, Verb.END_OF_DATA)) {
            MISDEEDS.forEach((what, act) -> {
                String name = "the server " + what + " at " + at;
                Timeouts timeouts =
                        Timeouts.all(act instanceof Act.Silence ? Duration.ofMillis(50) : Duration.ofSeconds(10));
                failing.put(name, () -> smtp(new Script().always(at, act), timeouts));
                failing.put(
                        name + ", pipelined",
                        () -> smtp(new Script().offering("PIPELINING").always(at, act), timeouts));
                failing.put(
                        name + ", by a window",
                        () -> smtp(
                                new Script().offering("PIPELINING", "CHUNKING").always(at, act), timeouts));
                failing.put(
                        name + ", later on, by a window",
                        () -> smtp(
                                new Script().offering("PIPELINING", "CHUNKING").later(at, act), timeouts));
                failing.put(
                        name + ", later on",
                        () -> smtp(new Script().offering("PIPELINING").later(at, act), timeouts));
            });
        }
        failing.put(
                "the server does not know what it offers",
                () -> smtp(new Script().offering("PIPELINING", "CHUNKING").deafToBdat()));
        failing.put("nobody listens", () -> {
            Smtp smtp = smtp(new Script());
            smtp.server.close();
            return smtp;
        });
        return failing;
    }

    @Test
    void a_farewell_on_a_connection_that_lay_idle_is_not_charged_to_the_road() {
        Notes notes = new Notes();
        try (Smtp smtp = smtp(new Script().later(Verb.MAIL, new Act.SayAndDrop("421 4.4.2 timeout")))) {
            for (int each = 0; each < 4; each++) {
                smtp.transport.carry(Parcels.handing(List.of(mail("mail " + each)), notes));
            }

            assertThat(notes.attempts).extracting(each -> each.outcome().word()).containsOnly("accepted");
            assertThat(smtp.server.connections()).isEqualTo(4);
            assertThat(smtp.server.mails()).hasSize(4);
        }
    }

    @Test
    void a_server_that_does_not_know_the_chunking_it_offers_is_spoken_to_without() {
        Notes notes = new Notes();
        try (Smtp smtp = smtp(new Script().offering("PIPELINING", "CHUNKING").deafToBdat())) {
            for (int run = 0; run < 3; run++) {
                smtp.transport.carry(Parcels.handing(List.of(mail("a" + run), mail("b" + run)), notes));
            }

            assertThat(notes.attempts).extracting(each -> each.outcome().word()).containsOnly("accepted");
            assertThat(smtp.server.mails()).hasSize(6);
            assertThat(smtp.server.commands())
                    .filteredOn(line -> line.startsWith("BDAT"))
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(smtp.server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_carries_no_more_than_it_may() {
        Notes notes = new Notes();
        List<Parcel> parcels =
                IntStream.range(0, 1200).mapToObj(each -> mail("m" + each)).toList();
        try (Smtp smtp = smtp(new Script().offering("PIPELINING", "CHUNKING"))) {
            smtp.transport.carry(Parcels.handing(parcels, notes));

            assertThat(notes.attempts).hasSize(1200);
            assertThat(smtp.server.connections()).isEqualTo(3); // 500 each
        }
    }

    @Test
    void a_mail_that_is_larger_than_the_transport_takes_is_not_spoken_of() {
        Notes notes = new Notes();
        Allowance small = new Allowance(List.of(), Optional.empty(), Map.of(), OptionalLong.of(10));
        try (Smtp smtp = smtp(new Script().offering("PIPELINING"), small)) {
            smtp.transport.carry(Parcels.handing(List.of(mail("one"), mail("two")), notes));

            assertThat(notes.attempts)
                    .hasSize(2)
                    .allSatisfy(attempt -> assertThat(attempt.outcome().said())
                            .matches("the mail has \\d+ octets, and max-message allows 10"));
            assertThat(smtp.server.connections()).isZero();
        }
    }

    @Test
    void what_a_server_announces_as_its_largest_is_kept_to_and_known_from_then_on() {
        Notes notes = new Notes();
        try (Smtp smtp = smtp(new Script().offering("PIPELINING", "SIZE 20"))) {
            smtp.transport.carry(Parcels.handing(List.of(mail("one"), mail("two")), notes));

            assertThat(notes.attempts)
                    .hasSize(2)
                    .allSatisfy(attempt -> assertThat(attempt.outcome()).isInstanceOf(Outcome.Oversize.class));
            assertThat(smtp.server.commands()).noneMatch(line -> line.startsWith("MAIL"));
            assertThat(smtp.transport.octetsMax()).isEqualTo(new OctetsMax(20, "the server"));
        }
    }

    @Test
    void a_farewell_before_it_is_asked_for_is_not_charged_to_the_road() {
        Notes notes = new Notes();
        try (Smtp smtp = smtp(new Script())) {
            smtp.transport.carry(Parcels.handing(List.of(mail("one")), notes));
            smtp.server.hangUp("421 4.4.2 timeout");
            smtp.transport.carry(Parcels.handing(List.of(mail("two")), notes));

            assertThat(notes.attempts).extracting(each -> each.outcome().word()).containsOnly("accepted");
            assertThat(smtp.server.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_farewell_to_a_new_connection_is_the_roads_trouble() {
        Notes notes = new Notes();
        try (Smtp smtp = smtp(new Script().always(Verb.MAIL, new Act.SayAndDrop("421 4.3.2 shutting down")))) {
            smtp.transport.carry(Parcels.handing(List.of(mail("one")), notes));

            assertThat(notes.attempts)
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.outcome())
                            .isEqualTo(new Outcome.Unreachable(Trouble.SERVER, "MAIL: 421 4.3.2 shutting down")));
            assertThat(smtp.server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RCPT", "DATA", "CONTENT", "END_OF_DATA"})
    void a_farewell_later_on_defers_the_message_and_ends_the_connection(Verb at) {
        Notes notes = new Notes();
        // it says so and goes on listening: closing is ours
        try (Smtp smtp = smtp(new Script().always(at, say("421 4.3.2 shutting down")))) {
            smtp.transport.carry(Parcels.handing(List.of(mail("one")), notes));

            assertThat(notes.attempts)
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.outcome()).isInstanceOf(Outcome.Deferred.class));
            assertThat(smtp.transport.use()).isEqualTo(new Transport.Use(0, 0));
            await().until(() -> smtp.server.openConnections() == 0);
        }
    }
}
