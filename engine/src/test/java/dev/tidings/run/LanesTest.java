package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Pause;
import dev.tidings.notification.TransportSpec.Rate;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Domains that take little, and those who wait for them.
class LanesTest {
    private static final ForDomain TWENTY_A_MINUTE =
            new ForDomain(OptionalInt.empty(), List.of(new Rate(20, Duration.ofMinutes(1))));
    private static final ForDomain TWO_AT_ONCE = new ForDomain(OptionalInt.of(2), List.of());

    private final Scene scene = new Scene();
    private final Map<Long, Integer> putAside = new HashMap<>();
    private int claimed;
    private final Ledger noting = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                switch (called.getName()) {
                    case "claim" -> claimed++;
                    case "defer" ->
                        ((Collection<?>) arguments[0])
                                .forEach(each -> putAside.merge(((Claim) each).delivery(), 1, Integer::sum));
                    default -> {}
                }
                return called.invoke(scene.ledger, arguments);
            });

    @Test
    void a_domain_without_room_holds_up_nobody_else() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWENTY_A_MINUTE));
        run("news", 300, "gmail.com", 40, "example.org");
        Courier courier = scene.courier(scene.main, noting);

        carry(courier, 100);

        assertThat(to("example.org")).isEqualTo(40);
        assertThat(to("gmail.com")).isEqualTo(2);
    }

    @Test
    void those_who_wait_for_it_go_as_it_takes_them_and_are_put_aside_once() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWENTY_A_MINUTE));
        Occurrence occurrence = run("news", 100, "gmail.com", 5, "example.org");
        Courier courier = scene.courier(scene.main, noting);

        for (int second = 0; second < 120; second++) {
            carry(courier, 50);
            scene.clock.pass(Duration.ofSeconds(1));
        }
        assertThat(to("gmail.com")).isBetween(38L, 40L);
        for (int second = 0; second < 240; second++) {
            carry(courier, 50);
            scene.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(to("gmail.com")).isEqualTo(100);
        assertThat(putAside)
                .hasSize(98)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(scene.main.carried).allMatch(parcel -> parcel.claim().attempt() == 1);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    void no_more_are_under_way_to_a_domain_than_it_takes() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("*", TWO_AT_ONCE));
        run("news", 5, "one.example", 5, "two.example");
        Courier courier = scene.courier(scene.main);

        assertThat(courier.round(30)).isEqualTo(4);
        assertThat(courier.round(30)).isZero();
        assertThat(courier.lanes().pause(Duration.ofSeconds(1))).isLessThan(Duration.ofMillis(50));
        Scene.carryNext(courier);

        assertThat(courier.round(30)).isEqualTo(4);
        carry(courier, 30);
        carry(courier, 30);
        assertThat(scene.main.accepted).hasSize(10);
    }

    @Test
    void what_is_claimed_anew_while_it_lies_on_the_belt_keeps_no_place_of_its_domain() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("*", TWO_AT_ONCE));
        run("news", 4, "one.example", 0, "two.example");
        Courier courier = scene.courier(scene.main);
        assertThat(courier.round(30)).isEqualTo(2);
        for (int times = 0; times < 2; times++) {
            scene.ledger.skip(List.of(1L, 2L));
            scene.ledger.retry(List.of(1L, 2L));
            scene.clock.pass(Duration.ofSeconds(1));
            courier.round(30);
        }

        for (int rounds = 0; rounds < 6; rounds++) {
            scene.clock.pass(Duration.ofSeconds(1));
            carry(courier, 30);
        }

        assertThat(scene.main.accepted).hasSize(4);
    }

    @Test
    void within_a_lane_whoever_has_few_mails_does_not_wait_behind_somebodys_many() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWENTY_A_MINUTE));
        run("many", 200, "gmail.com", 0, "example.org");
        Courier courier = scene.courier(scene.main);
        carry(courier, 300);
        scene.clock.pass(Duration.ofSeconds(1));
        Occurrence few = run("few", 3, "gmail.com", 0, "example.org");

        for (int second = 0; second < 30; second++) {
            carry(courier, 50);
            scene.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(scene.record(few).result()).isEqualTo("succeeded");
        assertThat(to("gmail.com")).isLessThan(15);
    }

    @Test
    void a_road_that_takes_little_is_shared_between_a_lane_and_everybody_else() throws Exception {
        scene.limit(
                scene.main,
                List.of(new Rate(60, Duration.ofMinutes(1))),
                Map.of("gmail.com", new ForDomain(OptionalInt.empty(), List.of(new Rate(40, Duration.ofMinutes(1))))));
        run("news", 400, "gmail.com", 400, "example.org");
        Courier courier = scene.courier(scene.main);

        for (int second = 0; second < 180; second++) {
            carry(courier, 50);
            scene.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(to("gmail.com")).isGreaterThan(60);
        assertThat(to("example.org")).isGreaterThan(60);
    }

    @Test
    void where_no_domain_has_limits_the_ledger_is_asked_once_a_turn() throws Exception {
        run("news", 10, "gmail.com", 10, "example.org");

        scene.courier(scene.main, noting).round(100);

        assertThat(claimed).isEqualTo(1);
        assertThat(putAside).isEmpty();
    }

    @Test
    void a_domain_that_asks_for_fewer_is_left_alone_and_comes_back_costing_no_retry() throws Exception {
        Occurrence occurrence = run("news", 20, "gmail.com", 20, "example.org");
        Courier courier = scene.courier(scene.main);
        scene.main.answers.add(
                new Outcome.Slowed("450 4.2.1 too quickly", Optional.of(new Pause.Said(Duration.ofMinutes(5)))));

        assertThat(courier.round(1)).isEqualTo(1);
        Scene.carryNext(courier);
        carry(courier, 100);

        assertThat(to("gmail.com")).isZero();
        assertThat(to("example.org")).isEqualTo(20);
        assertThat(scene.roads.get("main").breaker().closed()).isEmpty();
        scene.clock.pass(Duration.ofMinutes(4));
        carry(courier, 100);
        assertThat(to("gmail.com")).isZero();

        scene.clock.pass(Duration.ofMinutes(2));
        carry(courier, 100);
        assertThat(to("gmail.com")).as("one finds out").isEqualTo(1);
        for (int minute = 0; minute < 10; minute++) {
            carry(courier, 100);
            scene.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
        assertThat(scene.main.carried)
                .allMatch(parcel -> parcel.claim().progress().retries() == 0);
        scene.roads.get("main").domains().sweep(scene.clock.instant());
        assertThat(scene.roads.get("main").domains().isIdle()).as("forgotten").isTrue();
    }

    @Test
    void a_lane_is_found_again_after_a_restart() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWENTY_A_MINUTE));
        run("news", 10, "gmail.com", 0, "example.org");
        carry(scene.courier(scene.main), 50);
        assertThat(scene.ledger.roads()).containsExactly("main/gmail.com");
        scene.limit(scene.main, List.of(), Map.of());

        Courier after = scene.courier(scene.main);
        carry(after, 50);
        assertThat(to("gmail.com")).isEqualTo(2);
        after.lanes().keep(Set.of("gmail.com"));
        carry(after, 50);

        assertThat(to("gmail.com")).isEqualTo(10);
        after.lanes().keep(Set.of());
        assertThat(after.lanes().names()).isEmpty();
    }

    @Test
    void a_lane_of_a_road_that_closed_moves_to_the_next() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWENTY_A_MINUTE));
        run("news", 10, "gmail.com", 0, "example.org");
        carry(scene.courier(scene.main), 50);
        scene.roads.get("main").breaker().fail(Trouble.TLS, "expired", scene.clock.instant());

        scene.rerouting.reroute("main/gmail.com");
        scene.deliver(scene.backup);

        assertThat(scene.backup.accepted).hasSize(8);
    }

    @Test
    void who_cannot_be_put_aside_takes_nobodys_room() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWO_AT_ONCE));
        run("news", 5, "gmail.com", 0, "example.org");
        Courier courier = scene.courier(scene.main, scene.brittle("defer"));

        assertThatThrownBy(() -> courier.round(50)).hasMessageContaining("defer fails");
        scene.clock.pass(Stores.USUAL_LEASE);
        scene.ledger.reap();
        for (int each = 0; each < 5; each++) {
            carry(courier, 50);
        }

        assertThat(scene.main.accepted).hasSize(5);
    }

    @Test
    void what_was_claimed_and_given_back_leaves_its_room() throws Exception {
        scene.limit(scene.main, List.of(), Map.of("gmail.com", TWO_AT_ONCE));
        Occurrence occurrence = run("news", 2, "gmail.com", 0, "example.org");
        Courier leaving = scene.courier(scene.main);
        leaving.round(50);
        leaving.close();

        carry(scene.courier(scene.main), 50);

        assertThat(scene.history.deliveries(occurrence.id(), Set.of(State.ACCEPTED), Page.first(10)))
                .hasSize(2);
    }

    private Occurrence run(String id, int first, String domain, int then, String other) {
        scene.notification(
                id,
                null,
                Stream.concat(people(first, domain), people(then, other)).toArray(String[]::new));
        return scene.run(id);
    }

    private static Stream<String> people(int count, String domain) {
        return IntStream.range(0, count).mapToObj(each -> "person" + each + "@" + domain);
    }

    private static void carry(Courier courier, int most) throws InterruptedException {
        courier.round(most);
        while (courier.waiting() > 0) {
            Scene.carryNext(courier);
        }
    }

    private long to(String domain) {
        return scene.main.accepted.stream()
                .map(Parcel::claim)
                .filter(claim -> claim.domain().equals(domain))
                .count();
    }
}
