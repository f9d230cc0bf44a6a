package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.Ledger;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReroutingTest {
    private final Scene scene = new Scene();
    private final List<String> asked = new ArrayList<>();
    private final Ledger noting = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (_, called, arguments) -> {
                asked.add(called.getName());
                return called.invoke(scene.ledger, arguments);
            });
    private final Rerouting rerouting = new Rerouting(scene.detours, scene.stores(noting), scene.clock);

    @Test
    void all_that_take_the_same_detour_go_in_one_commit() {
        scene.notification("news", null, "ann@example.org", "bob@example.org", "cem@example.org");
        scene.run("news");
        close("main");

        rerouting.reroute("main");

        assertThat(asked).containsExactly("claim", "defer");
        assertThat(claimable("backup")).hasSize(3);
    }

    @Test
    void where_no_other_road_is_open_they_stay() {
        scene.notification("news", null, "ann@example.org", "bob@example.org");
        scene.run("news");
        close("main");
        close("backup");

        rerouting.reroute("main");

        assertThat(asked).containsExactly("claim", "release");
        assertThat(claimable("main")).hasSize(2);
    }

    @Test
    void a_road_that_is_gone_leaves_its_messages_to_the_others() {
        scene.notification("news", null, "ann@example.org");
        scene.run("news");
        scene.roads.remove("main");

        rerouting.reroute("main");

        assertThat(claimable("backup")).hasSize(1);
    }

    @Test
    void one_that_may_have_arrived_leaves_a_road_that_is_gone_for_the_first_of_the_order() {
        scene.notification("news", null, "ann@example.org");
        scene.run("news");
        Claim claim = scene.ledger.claim("main", 1, Duration.ofSeconds(30)).getFirst();
        Claim again = new Claim(
                claim.delivery(),
                claim.fence(),
                claim.attempt(),
                claim.occurrence(),
                claim.recipient(),
                claim.due(),
                new Claim.Progress(0, "gone", claim.progress().expires(), true));

        assertThat(scene.detours.of(again, OptionalLong.of(5_000), scene.clock.instant()))
                .hasValueSatisfying(detour -> assertThat(detour.road()).isEqualTo("main"));
    }

    private void close(String road) {
        scene.roads.get(road).breaker().fail(Trouble.THROTTLED, "too many", scene.clock.instant());
    }

    private List<Claim> claimable(String road) {
        return scene.ledger.claim(road, 10, Duration.ofSeconds(30));
    }
}
