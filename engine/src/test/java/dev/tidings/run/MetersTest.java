package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Trouble;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A restart, or settings that change, give nobody a new day.
class MetersTest {
    private static final Rate HUNDRED_A_DAY = new Rate(100, Duration.ofDays(1));

    private final Scene scene = new Scene();

    @Test
    void what_went_today_counts_after_a_restart_and_what_never_reached_the_server_does_not() throws Exception {
        Allowance allowance = Allowance.of(List.of(new Rate(5, Duration.ofSeconds(1)), HUNDRED_A_DAY));
        scene.main.answers.add(new Outcome.Unreachable(Trouble.SERVER, "421 not now"));
        send(10, "example.org");
        scene.clock.pass(Duration.ofHours(3));

        Meter meter = meters(allowance).ofRoad();

        assertThat(meter.read(scene.clock.instant()).rates()).last().isEqualTo(new Meter.Used(HUNDRED_A_DAY, 9));
        scene.clock.pass(Duration.ofHours(22));
        assertThat(meter.read(scene.clock.instant()).rates()).last().isEqualTo(new Meter.Used(HUNDRED_A_DAY, 0));
    }

    @Test
    void a_ramp_up_goes_on_where_it_was() throws Exception {
        Allowance allowance = new Allowance(
                List.of(),
                Optional.of(new RampUp(new Rate(20, Duration.ofDays(1)), Duration.ofDays(1))),
                Map.of(),
                OptionalLong.empty());
        scene.roads.put("main", new Road(scene.main, 2, meters(allowance).ofRoad(), new Breaker()));
        send(30, "example.org");
        assertThat(scene.main.accepted).as("a tenth at once").hasSize(2);
        scene.clock.pass(Duration.ofDays(2));

        Meter after = meters(allowance).ofRoad();

        assertThat(after.read(scene.clock.instant()).warming().orElseThrow().now())
                .isEqualTo(new Rate(80, Duration.ofDays(1)));
    }

    @Test
    void a_domain_has_no_new_day_either() throws Exception {
        ForDomain hundred = new ForDomain(OptionalInt.empty(), List.of(HUNDRED_A_DAY));
        Allowance allowance =
                new Allowance(List.of(), Optional.empty(), Map.of("gmail.com", hundred), OptionalLong.empty());
        send(8, "gmail.com");
        send(8, "example.org");

        Meter meter = meters(allowance).ofDomain("gmail.com", hundred);

        assertThat(meter.read(scene.clock.instant()).rates()).containsExactly(new Meter.Used(HUNDRED_A_DAY, 8));
    }

    private Meters meters(Allowance allowance) {
        SmtpServer server = new SmtpServer("mail.example.com", 25, Security.NONE, "house.example.com");
        TransportSpec spec =
                new TransportSpec("main", server, Pool.USUAL, allowance, Optional.empty(), Optional.empty());
        return new Meters(spec, new Stores(scene.ledger, scene.history, scene.bus), scene.clock);
    }

    private void send(int people, String domain) throws InterruptedException {
        String id = "to-" + domain.replace('.', '-');
        scene.notification(
                id,
                null,
                IntStream.range(0, people)
                        .mapToObj(each -> "person" + each + "@" + domain)
                        .toArray(String[]::new));
        scene.run(id);
        scene.deliver(scene.main);
    }
}
