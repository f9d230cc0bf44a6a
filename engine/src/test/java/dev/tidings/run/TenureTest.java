package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Tenure.Standing;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Roads with limits, and the nodes that share them.
@Timeout(60)
class TenureTest {
    private final Scene scene = new Scene();
    private final List<String> asked = new ArrayList<>();
    private volatile boolean anothers;
    private final Ledger shared = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                if (called.getName().equals("onDuty")) {
                    asked.add((String) arguments[0]);
                    return !anothers;
                }
                try {
                    return called.invoke(scene.ledger, arguments);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            });

    @Test
    void a_road_that_takes_everything_is_everybodys() {
        anothers = true;

        assertThat(tenure(false).standing()).isEqualTo(Standing.OURS);
        assertThat(asked).isEmpty();
    }

    @Test
    void it_is_asked_for_once_in_a_while() {
        Tenure tenure = tenure(true);
        for (int second = 0; second < 20; second++) {
            assertThat(tenure.standing()).isEqualTo(Standing.OURS);
            scene.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(asked).containsExactly("limits of main", "limits of main");
    }

    @Test
    void whoever_gets_it_from_another_begins_anew() {
        Tenure tenure = tenure(true);
        tenure.standing();
        anothers = true;
        scene.clock.pass(Duration.ofSeconds(10));
        assertThat(tenure.standing()).isEqualTo(Standing.ANOTHERS);
        anothers = false;
        scene.clock.pass(Duration.ofSeconds(10));

        assertThat(tenure.standing()).isEqualTo(Standing.OURS_AGAIN);
        assertThat(tenure(true).standing()).isEqualTo(Standing.OURS);
    }

    private Tenure tenure(boolean limited) {
        return new Tenure("main", limited, shared, scene.clock);
    }

    @Test
    void what_another_node_has_sent_counts() throws Exception {
        anothers = true;
        List<Transport> opened = new ArrayList<>();
        Couriers couriers = new Couriers(
                new Plugs(
                        () -> {
                            throw new AssertionError("nobody reads the workspace here");
                        },
                        _ -> {
                            throw new AssertionError("nobody opens sources here");
                        },
                        (_, _) -> scene.setup().composer(),
                        _ -> {
                            opened.add(scene.main);
                            return scene.main;
                        },
                        scene.catcher),
                scene::setup,
                new Stores(shared, scene.history, scene.bus),
                new World(scene.clock, new Random(7), _ -> {}));
        try {
            couriers.adopt(limited());
            scene.notification("news", null, "ann@example.org", "bob@example.org", "cem@example.org");
            scene.run("news");
            await().until(() -> !asked.isEmpty());
            sentByAnother();

            anothers = false;
            scene.clock.pass(Duration.ofSeconds(10));
            await().until(() -> opened.size() == 2);
            scene.clock.pass(Duration.ofMinutes(20));
            Thread.sleep(500);
            assertThat(scene.main.accepted).isEmpty();

            scene.clock.pass(Duration.ofMinutes(10));
            await().until(() -> scene.main.accepted.size() == 1);
        } finally {
            couriers.close(Duration.ofSeconds(20));
        }
    }

    /// Two an hour: one in half an hour.
    private Workspace limited() {
        SmtpServer server = new SmtpServer("smtp.example.com", 25, Security.NONE, "house.example.com");
        TransportSpec.Pool pool = new TransportSpec.Pool(1, 100, Duration.ofSeconds(30), 1);
        scene.transports.put(
                "main",
                new TransportSpec("main", server, pool, List.of(new Rate(2, Duration.ofHours(1))), Optional.empty()));
        return scene.workspace();
    }

    private void sentByAnother() {
        Claim claim = scene.ledger.claim("main", 1, Duration.ofSeconds(30)).getFirst();
        scene.ledger.arm(List.of(claim));
        Outcome accepted = new Outcome.Accepted(Scene.reply(250, "ok"));
        Attempt attempt = new Attempt(claim.attempt(), "main", scene.clock.instant(), Duration.ZERO, accepted);
        scene.ledger.settle(new Settlement(claim, attempt, new Verdict.Accepted(), Optional.empty()));
    }
}
