package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Claims come by what a carrier brings, and by looking into the ledger.
class SupplyTest {
    private final Scene scene = new Scene();
    private final Supply supply = new Supply(scene.roads.get("main"), scene.stores(scene.ledger), scene.clock);

    @Test
    void who_is_put_on_record_is_handed_to_the_carrier_and_claimed_by_what_it_brings() {
        scene.carrier.goes = true;
        Occurrence occurrence = run("news", 3);

        List<Claim> claims = supply.claim(2);

        assertThat(scene.carrier.put).containsExactlyInAnyOrderElementsOf(deliveries(occurrence));
        assertThat(claims).hasSize(2);
        assertThat(scene.carrier.acknowledged).containsExactlyElementsOf(ids(claims));
        assertThat(supply.hasMore()).isTrue();
    }

    @Test
    void what_the_carrier_lost_is_found_in_the_ledger() {
        scene.carrier.goes = true;
        scene.carrier.loses = true;
        Occurrence occurrence = run("news", 3);

        assertThat(ids(supply.claim(10))).containsExactlyInAnyOrderElementsOf(deliveries(occurrence));
        assertThat(supply.hasMore()).isFalse();
    }

    @Test
    void what_it_brings_twice_is_claimed_once_and_acknowledged() {
        scene.carrier.goes = true;
        Occurrence occurrence = run("news", 2);
        scene.carrier.put("main", deliveries(occurrence));

        assertThat(supply.claim(2)).hasSize(2);
        assertThat(supply.claim(2)).isEmpty();
        assertThat(supply.hasMore()).isTrue();
        assertThat(supply.claim(2)).isEmpty();
        assertThat(supply.hasMore()).isFalse();
        assertThat(scene.carrier.acknowledged).hasSize(4);
    }

    @Test
    void ten_mails_that_were_lost_do_not_wait_behind_a_thousand_that_are_brought() {
        scene.carrier.goes = true;
        Occurrence big = run("big", 100);
        scene.carrier.loses = true;
        Occurrence small = run("small", 10);
        assertThat(supply.claim(20)).allMatch(each -> each.occurrence().equals(big));

        scene.clock.pass(Duration.ofSeconds(5));

        assertThat(supply.claim(20))
                .filteredOn(each -> each.occurrence().equals(small))
                .hasSize(10);
        assertThat(supply.claim(20)).allMatch(each -> each.occurrence().equals(big));
    }

    /// One takes what was brought; before he has it, another finds the carrier empty.
    @Test
    void what_one_is_brought_stays_his_though_another_finds_nothing() {
        scene.carrier.goes = true;
        Occurrence occurrence = run("news", 3);
        AtomicReference<Supply> other = new AtomicReference<>();
        Ledger slow = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                    Object answer = called.invoke(scene.ledger, arguments);
                    if (called.getName().equals("claim") && arguments[1] instanceof Collection<?>) {
                        other.get().claim(10);
                    }
                    return answer;
                });
        Supply shared = new Supply(scene.roads.get("main"), scene.stores(slow), scene.clock);
        other.set(shared);

        assertThat(ids(shared.claim(10))).containsExactlyInAnyOrderElementsOf(deliveries(occurrence));
    }

    @Test
    void an_occurrence_goes_on_though_it_cannot_be_handed_over() {
        scene.carrier.goes = true;
        scene.carrier.fails = true;

        Occurrence occurrence = run("news", 3);

        assertThat(scene.record(occurrence).why()).isEmpty();
        assertThat(supply.claim(10)).hasSize(3);
    }

    @Test
    void what_comes_due_later_is_not_carried() {
        scene.carrier.goes = true;
        run("news", 1);
        scene.main.answers.add(Scene.deferred());
        deliver();

        scene.clock.pass(Duration.ofMinutes(3));

        assertThat(scene.carrier.put).hasSize(1);
        assertThat(supply.claim(10)).hasSize(1);
    }

    @Test
    void a_road_that_is_one_nodes_alone_is_not_carried_to() {
        scene.carrier.goes = true;
        SmtpServer server = new SmtpServer("smtp.example.com", 25, Security.NONE, "house.example.com");
        scene.transports.put(
                "main",
                new TransportSpec(
                        "main", server, Pool.USUAL, List.of(new Rate(2, Duration.ofHours(1))), Optional.empty()));

        run("news", 2);

        assertThat(scene.carrier.put).isEmpty();
        assertThat(supply.claim(10)).hasSize(2);
    }

    @Test
    void it_waits_until_somebody_comes_due() {
        Duration anHour = Duration.ofHours(1);
        run("news", 1);
        scene.main.answers.add(Scene.deferred());
        deliver();

        Duration pause = supply.pause(anHour);

        assertThat(pause).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        scene.clock.pass(pause);
        assertThat(supply.claim(10)).hasSize(1);
        assertThat(supply.pause(anHour)).isEqualTo(anHour);
    }

    private void deliver() {
        try {
            scene.deliver(scene.main);
        } catch (InterruptedException asked) {
            throw new IllegalStateException(asked);
        }
    }

    private Occurrence run(String id, int people) {
        scene.notification(
                id,
                null,
                IntStream.range(0, people)
                        .mapToObj("%s%%d@example.org".formatted(id)::formatted)
                        .toArray(String[]::new));
        return scene.run(id);
    }

    private List<Long> deliveries(Occurrence occurrence) {
        return scene.history.deliveries(occurrence.id(), Set.of(), Page.first(2000)).stream()
                .map(DeliveryRecord::id)
                .sorted()
                .toList();
    }

    private static List<Long> ids(List<Claim> claims) {
        return claims.stream().map(Claim::delivery).toList();
    }
}
