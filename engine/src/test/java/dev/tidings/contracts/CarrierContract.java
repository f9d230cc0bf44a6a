package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Carrier;
import dev.tidings.bus.Carrier.Handful;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All that a [Carrier] promises. An adapter's test extends this and opens its broker.
@Timeout(60)
public abstract class CarrierContract {
    protected static final String ROAD = "main";

    /// Of two nodes.
    protected abstract Carrier one();

    protected abstract Carrier other();

    /// So many may be under way on a road.
    protected abstract int bound();

    /// Until what was not acknowledged comes again.
    protected abstract void passUntilAgain() throws Exception;

    /// The broker forgets everything.
    protected abstract void flush() throws Exception;

    /// Something that is no entry of ours is put on the road.
    protected abstract void putNonsense() throws Exception;

    @Test
    void what_one_puts_another_takes_in_that_order() {
        one().put(ROAD, List.of(7L, 3L, 5L));

        assertThat(taken(other(), 2)).containsExactly(7L, 3L);
        assertThat(taken(one(), 10)).containsExactly(5L);
        assertThat(taken(other(), 10)).isEmpty();
    }

    @Test
    void each_road_has_its_own_line_whatever_it_is_called() {
        List<String> roads = List.of("main", "back-up 2", "main@example.com", "a.b>c*", "路");
        for (String road : roads) one().put(road, List.of((long) road.length()));

        for (String road : roads) {
            Handful handful = awaited(other(), road, 10);
            assertThat(handful.deliveries()).as(road).containsExactly((long) road.length());
            handful.acknowledge().run();
        }
    }

    @Test
    void what_was_acknowledged_is_gone() throws Exception {
        one().put(ROAD, List.of(1L, 2L));
        awaited(other(), ROAD, 10).acknowledge().run();
        passUntilAgain();

        assertThat(one().take(ROAD, 10).isEmpty()).isTrue();
        awaitDepth(0);
    }

    @Test
    void what_was_not_acknowledged_comes_again_to_another() throws Exception {
        one().put(ROAD, List.of(1L, 2L, 3L));
        Handful lost = awaited(one(), ROAD, 2);
        assertThat(taken(other(), 10)).containsExactly(3L);
        passUntilAgain();

        Set<Long> again = new HashSet<>();
        await().until(() -> again.addAll(taken(other(), 10)) || again.size() == 2);
        await().untilAsserted(() -> {
            again.addAll(taken(other(), 10));
            assertThat(again).containsExactlyInAnyOrderElementsOf(lost.deliveries());
        });
    }

    @Test
    void what_nobody_takes_does_not_pile_up() {
        for (int from = 0; from < bound() + 2000; from += 1000) one().put(ROAD, ids(from, 1000));

        await().untilAsserted(() ->
                assertThat(one().standing().depth().get(ROAD)).isBetween((long) bound() - 1000, (long) bound() + 1000));
        List<Long> all = drain(other());
        assertThat(all).hasSizeBetween(bound() - 1000, bound() + 1000);
        awaitDepth(0);
        one().put(ROAD, List.of(4711L));
        assertThat(taken(other(), 10)).containsExactly(4711L);
    }

    @Test
    void all_that_many_take_is_all_that_was_put() throws Exception {
        List<Long> all = Collections.synchronizedList(new ArrayList<>());
        for (int from = 0; from < bound(); from += 1000) one().put(ROAD, ids(from, 1000));

        List<Thread> takers = new ArrayList<>();
        for (int each = 0; each < 4; each++) {
            Carrier carrier = each % 2 == 0 ? one() : other();
            takers.add(Thread.ofVirtual().start(() -> all.addAll(drain(carrier))));
        }
        for (Thread taker : takers) taker.join();

        assertThat(all).hasSize(bound()).doesNotHaveDuplicates();
        awaitDepth(0);
    }

    @Test
    void it_goes_on_after_the_broker_forgot_everything() throws Exception {
        one().put(ROAD, List.of(1L));
        assertThat(taken(other(), 1)).containsExactly(1L);
        flush();

        await().untilAsserted(() -> {
            one().put(ROAD, List.of(2L));
            assertThat(taken(other(), 1)).containsExactly(2L);
        });
        assertThat(one().standing().trouble()).isEmpty();
    }

    @Test
    void what_makes_no_sense_leaves_and_holds_up_nobody() throws Exception {
        one().put(ROAD, List.of(1L));
        putNonsense();
        one().put(ROAD, List.of(2L));

        List<Long> found = new ArrayList<>();
        await().until(() -> {
            found.addAll(taken(other(), 10));
            return found.contains(2L);
        });
        assertThat(found).containsExactly(1L, 2L);
        awaitDepth(0);
    }

    /// Takes until nothing comes, and acknowledges all of it.
    private static List<Long> drain(Carrier carrier) {
        List<Long> all = new ArrayList<>();
        for (int empty = 0; empty < 3; ) {
            List<Long> some = taken(carrier, 500);
            all.addAll(some);
            empty = some.isEmpty() ? empty + 1 : 0;
        }
        return all;
    }

    private static List<Long> taken(Carrier carrier, int most) {
        Handful handful = carrier.take(ROAD, most);
        handful.acknowledge().run();
        return handful.deliveries();
    }

    private static Handful awaited(Carrier carrier, String road, int most) {
        return await().until(() -> carrier.take(road, most), handful -> !handful.isEmpty());
    }

    private void awaitDepth(long depth) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(one().standing().depth()).containsEntry(ROAD, depth));
    }

    private static List<Long> ids(int from, int count) {
        return LongStream.range(from, from + count).boxed().toList();
    }
}
