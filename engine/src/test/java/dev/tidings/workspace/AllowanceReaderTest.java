package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Allowance;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.Route;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowanceReaderTest {
    private static final Rate TWENTY = new Rate(20, Duration.ofMinutes(1));

    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    @Test
    void all_that_a_transport_may_be_given_is_read() {
        TransportSpec main = transport("""
                main:
                    smtp: smtp://mail.example.com
                    rate: [ 5/s, 30/min, 2000/day ]
                    ramp-up: { from: 10/min, double-every: 1h }
                    max-message: 10 MB
                    local-address: 192.0.2.7
                    domains:
                      Gmail.com: { connections: 2, rate: 20/min }
                      bücher.example: { rate: [ 20/min ] }
                      "*": { connections: 4 }
                """);

        Allowance allowance = main.allowance();
        assertThat(allowance.rates()).hasSize(3);
        assertThat(allowance.rampUp()).contains(new RampUp(new Rate(10, Duration.ofMinutes(1)), Duration.ofHours(1)));
        assertThat(allowance.octetsMax()).isEqualTo(OptionalLong.of(10_000_000));
        assertThat(allowance.domains())
                .isEqualTo(Map.of(
                        "gmail.com", new ForDomain(OptionalInt.of(2), List.of(TWENTY)),
                        "xn--bcher-kva.example", new ForDomain(OptionalInt.empty(), List.of(TWENTY)),
                        "*", new ForDomain(OptionalInt.of(4), List.of())));
        assertThat(main.server().client().address().orElseThrow().getHostAddress())
                .isEqualTo("192.0.2.7");
        assertThat(main.account()).isEqualTo("mail.example.com");
    }

    @Test
    void where_nothing_is_written_nothing_is_held_back() {
        TransportSpec main = transport("main: { smtp: smtp://mail.example.com }");

        assertThat(main.allowance()).isEqualTo(Allowance.UNLIMITED);
        assertThat(main.server().client().address()).isEmpty();
    }

    @Test
    void two_readings_of_the_same_settings_are_equal_so_that_no_road_is_left() {
        String written = "main: { provider: exmail, user: a, password: \"${CODE}\", rate: 30/min }";
        desk.environment.put("CODE", "code");

        assertThat(transport(written)).isEqualTo(transport(written));
    }

    @Test
    void mistakes_say_where_and_how_to_mend() {
        write("""
                main:
                    smtp: smtp://mail.example.com
                    ramp-up: { from: 10 }
                    max-message: 10 MiB
                    local-address: mail.example.com
                    domains: { "not a domain": { rate: 20/min }, gmail.com: { rat: 3/min }, "GMAIL.com": {} }
                """);

        assertThat(Desk.said(desk.read()))
                .contains(
                        "ramp-up: double-every is missing",
                        "from: \"10\" is not a rate",
                        "max-message: \"10 MiB\" is not a size",
                        "10 MB or 1 GB",
                        "local-address: \"mail.example.com\" is not an IP address",
                        "\"not a domain\" is not a domain",
                        "For each domain that is not named write \"*\"",
                        "rat: unknown key",
                        "GMAIL.com: is written twice");
    }

    @Test
    void people_may_be_shared_among_transports() {
        write("""
                main: { smtp: smtp://mail.example.com }
                  backup: { smtp: smtp://mail.example.net }
                """);
        notification("by: { share: { main: 3, backup: 1 } }");

        Reading reading = desk.read();

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.workspace()
                        .orElseThrow()
                        .notifications()
                        .get("news")
                        .deliver()
                        .by())
                .isEqualTo(new Route.Shared(Map.of("main", 3, "backup", 1)));
    }

    @Test
    void a_share_of_nothing_or_of_nobody_is_a_mistake() {
        write("main: { smtp: smtp://mail.example.com }");
        notification("by: { share: { main: 0, backup: 1 } }");
        assertThat(Desk.said(desk.read()))
                .contains("share.main: 0 is not from 1 to 1000", "no transport is called \"backup\"");

        notification("by: { shares: { main: 1 } }");
        assertThat(Desk.said(desk.read())).contains("by.shares: unknown key", "Did you mean \"share\"?");
    }

    private TransportSpec transport(String written) {
        write(written);
        Reading reading = desk.read();
        assertThat(reading.problems()).isEmpty();
        return reading.workspace().orElseThrow().settings().transports().get("main");
    }

    private void write(String transports) {
        desk.write("tidings.yaml", Desk.HOUSE + "transports:\n  " + transports + "\n");
    }

    private void notification(String by) {
        desk.write("notifications/news.yaml", """
                to: ann@example.org
                subject: News
                text: Hello
                deliver: { %s }
                """.formatted(by));
    }
}
