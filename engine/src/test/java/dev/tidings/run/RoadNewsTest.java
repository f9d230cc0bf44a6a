package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Breaker.Closed;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event;
import dev.tidings.ledger.Ledger;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What one node finds out about a road holds for all of them.
class RoadNewsTest {
    private final Scene scene = new Scene();
    private final Road here = road();
    private final Road there = road();
    private final RoadNews oneNode = news(here);
    private final RoadNews otherNode = news(there);

    @Test
    void what_one_finds_closed_is_closed_for_the_others_and_open_again_when_one_finds_it_open() {
        compareAll();
        close(here, Trouble.TLS);

        compareAll();

        assertThat(there.breaker().closed().map(Closed::why)).contains("no trust");
        assertThat(scene.heard(Event.RoadClosed.class)).hasSize(1);
        scene.clock.pass(Duration.ofSeconds(30));
        assertThat(there.breaker().admits(10, scene.clock.instant())).isEqualTo(1);
        there.breaker().succeed();
        compareAll();
        assertThat(scene.ledger.closings()).isEmpty();
        assertThat(here.breaker().admits(10, scene.clock.instant()))
                .as("with one first")
                .isEqualTo(1);
        here.breaker().succeed();
        compareAll();
        assertThat(here.breaker().closed()).isEmpty();
        assertThat(scene.ledger.closings()).isEmpty();
    }

    /// As in a store for one process.
    @Test
    void what_the_ledger_does_not_note_stays_as_it_was_found() {
        Ledger forgetful = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (_, called, _) -> called.getName().equals("closings") ? Map.of() : null);
        RoadNews alone =
                new RoadNews(scene.stores(forgetful), () -> Map.of("main", here), scene.events::add, scene.clock);
        alone.round();
        close(here, Trouble.TLS);

        for (int each = 0; each < 3; each++) alone.round();

        assertThat(here.breaker().closed()).isPresent();
        assertThat(scene.heard(Event.RoadOpened.class)).isEmpty();
    }

    @Test
    void nothing_is_told_twice() {
        compareAll();
        close(here, Trouble.SIGN_IN);

        for (int each = 0; each < 5; each++) compareAll();

        assertThat(scene.heard(Event.RoadClosed.class)).hasSize(1);
        assertThat(there.breaker().isBarred()).isTrue();
        assertThat(there.breaker().closed())
                .isEqualTo(scene.ledger.closings().values().stream().findFirst());
    }

    @Test
    void whoever_starts_finds_out_by_himself_and_what_he_finds_is_told() {
        close(here, Trouble.SIGN_IN);
        oneNode.round();
        otherNode.round();
        assertThat(there.breaker().closed()).isEmpty();

        Road mended = road();
        RoadNews anew = news(mended);
        anew.round();
        assertThat(mended.breaker().closed()).isEmpty();
        close(mended, Trouble.TLS);
        anew.round();
        otherNode.round();

        assertThat(there.breaker().closed().map(Closed::trouble)).contains(Trouble.TLS);
    }

    @Test
    void a_road_that_was_throttled_elsewhere_goes_slower_here_too() {
        compareAll();
        close(here, Trouble.THROTTLED);

        compareAll();
        scene.clock.pass(Duration.ofMinutes(16));
        there.breaker().open();

        assertThat(there.meter().read(scene.clock.instant()).slowed()).isPresent();
    }

    /// Its own firewall, say.
    @Test
    void what_one_finds_closed_and_another_gets_through_is_that_ones_alone() {
        compareAll();
        close(here, Trouble.CONNECTION);
        close(here, Trouble.CONNECTION);
        close(here, Trouble.CONNECTION);
        compareAll();
        scene.clock.pass(Duration.ofSeconds(30));
        there.breaker().admits(1, scene.clock.instant());
        there.breaker().succeed();

        for (int seconds : List.of(60, 120, 240)) {
            compareAll();
            assertThat(there.breaker().closed()).isEmpty();
            assertThat(scene.ledger.closings()).isEmpty();
            assertThat(here.breaker().admits(10, scene.clock.instant()))
                    .as("it tries with one")
                    .isEqualTo(1);
            close(here, Trouble.CONNECTION);
            assertThat(again(here)).isEqualTo(scene.clock.instant().plusSeconds(seconds));
            compareAll();
            scene.clock.pass(Duration.ofSeconds(seconds));
        }

        here.breaker().admits(1, scene.clock.instant());
        here.breaker().succeed();
        compareAll();
        close(there, Trouble.TLS);
        compareAll();
        assertThat(here.breaker().closed()).as("they hear of each other again").isPresent();
    }

    @Test
    void where_the_other_finds_it_closed_too_it_is_everybodys_again() {
        compareAll();
        close(here, Trouble.TLS);
        compareAll();
        scene.clock.pass(Duration.ofSeconds(30));
        there.breaker().open();
        compareAll();
        close(there, Trouble.TLS);
        compareAll();
        assertThat(scene.ledger.closings()).hasSize(1);

        there.breaker().open();
        compareAll();

        assertThat(here.breaker().admits(10, scene.clock.instant())).isEqualTo(1);
    }

    /// Both find out at about the same time.
    @Test
    void who_gets_through_opens_it_though_another_has_just_failed_again() {
        compareAll();
        close(here, Trouble.TLS);
        compareAll();
        scene.clock.pass(Duration.ofSeconds(30));
        here.breaker().admits(1, scene.clock.instant());
        close(here, Trouble.TLS);
        oneNode.round();
        there.breaker().admits(1, scene.clock.instant());
        there.breaker().succeed();

        compareAll();

        assertThat(there.breaker().closed()).isEmpty();
        assertThat(scene.ledger.closings()).isEmpty();
    }

    /// Each of them may find out when its own pause is over.
    @Test
    void whoever_tries_in_vain_keeps_the_others_closed_no_longer() {
        compareAll();
        close(here, Trouble.TLS);
        compareAll();
        Instant again = again(there);
        scene.clock.pass(Duration.ofSeconds(30));
        here.breaker().admits(1, scene.clock.instant());
        close(here, Trouble.TLS);

        compareAll();

        assertThat(again(here)).isAfter(again);
        assertThat(again(there)).isEqualTo(again);
        assertThat(scene.heard(Event.RoadClosed.class)).hasSize(1);
    }

    @Test
    void a_refused_sign_in_bars_a_road_that_is_closed_already() {
        compareAll();
        close(here, Trouble.TLS);
        compareAll();
        close(there, Trouble.SIGN_IN);

        compareAll();

        assertThat(here.breaker().isBarred()).isTrue();
    }

    /// It was told of as closed when this node started, and another keeps to that.
    @Test
    void whoever_starts_and_gets_through_opens_it_for_all() {
        compareAll();
        close(here, Trouble.SIGN_IN);
        compareAll();
        Road mended = road();
        RoadNews anew = news(mended);
        anew.round();
        anew.round();
        assertThat(scene.ledger.closings()).hasSize(1);

        mended.breaker().succeed();
        anew.round();
        compareAll();

        assertThat(scene.ledger.closings()).isEmpty();
        assertThat(there.breaker().closed()).isEmpty();
        assertThat(here.breaker().admits(10, scene.clock.instant()))
                .as("with one first")
                .isEqualTo(1);
    }

    @Test
    void a_person_opens_it_on_whichever_node() {
        compareAll();
        close(here, Trouble.SIGN_IN);
        Road fresh = road();
        RoadNews anew = news(fresh);
        compareAll();
        anew.round();

        fresh.open(scene.clock.instant());
        anew.round();
        compareAll();

        assertThat(scene.ledger.closings()).isEmpty();
        assertThat(there.breaker().closed()).isEmpty();
    }

    @Test
    void only_one_of_them_finds_out() {
        Breaker refused = new Breaker(new Breaker.Trial() {
            @Override
            public boolean begin() {
                return false;
            }

            @Override
            public void giveBack() {
                throw new IllegalStateException("nothing was begun");
            }
        });
        refused.fail(Trouble.TLS, "no trust", scene.clock.instant());

        scene.clock.pass(Duration.ofMinutes(1));

        assertThat(refused.admits(10, scene.clock.instant())).isZero();
        assertThat(refused.letsThrough()).isFalse();
    }

    private static Instant again(Road road) {
        return road.breaker().closed().orElseThrow().again();
    }

    private void compareAll() {
        oneNode.round();
        otherNode.round();
        oneNode.round();
    }

    private void close(Road road, Trouble trouble) {
        road.breaker().fail(trouble, "no trust", scene.clock.instant());
    }

    private Road road() {
        return new Road(scene.main, 2, new Meter(List.of(), scene.clock.instant()), new Breaker());
    }

    private RoadNews news(Road road) {
        return new RoadNews(scene.stores(scene.ledger), () -> Map.of("main", road), scene.events::add, scene.clock);
    }
}
