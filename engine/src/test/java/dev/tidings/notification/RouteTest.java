package dev.tidings.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final List<Trace> TRACES = IntStream.range(0, 20_000)
            .mapToObj(each -> new Trace("%032x".formatted(each * 2654435761L)))
            .toList();

    private final Route.Shared shared = new Route.Shared(Map.of("main", 3, "backup", 1, "third", 4));

    @Test
    void in_failover_order_everybody_goes_by_the_first() {
        Route route = new Route.InOrder(List.of("main", "backup"));

        assertThat(TRACES).allMatch(trace -> route.order(trace).equals(List.of("main", "backup")));
    }

    @Test
    void shares_are_as_their_weights() {
        Map<String, Long> firsts = TRACES.stream().collect(Collectors.groupingBy(this::first, Collectors.counting()));

        assertThat(share(firsts, "main")).isCloseTo(3 / 8.0, within(0.015));
        assertThat(share(firsts, "backup")).isCloseTo(1 / 8.0, within(0.015));
        assertThat(share(firsts, "third")).isCloseTo(4 / 8.0, within(0.015));
    }

    @Test
    void a_persons_roads_are_the_same_whenever_they_are_asked_for() {
        Route again = new Route.Shared(Map.of("third", 4, "main", 3, "backup", 1));

        assertThat(TRACES).allMatch(trace -> shared.order(trace).equals(again.order(trace)));
    }

    @Test
    void a_closed_roads_share_goes_to_the_others_by_their_weights() {
        Map<String, Long> seconds = TRACES.stream()
                .filter(trace -> first(trace).equals("third"))
                .collect(Collectors.groupingBy(trace -> shared.order(trace).get(1), Collectors.counting()));

        assertThat(share(seconds, "main")).isCloseTo(3 / 4.0, within(0.02));
        assertThat(share(seconds, "backup")).isCloseTo(1 / 4.0, within(0.02));
    }

    @Test
    void a_road_that_is_taken_out_moves_only_its_own_people() {
        Route without = new Route.Shared(Map.of("main", 3, "backup", 1));

        assertThat(TRACES)
                .filteredOn(trace -> !first(trace).equals("third"))
                .allMatch(trace -> without.order(trace).getFirst().equals(first(trace)));
    }

    @Test
    void a_route_has_roads_and_weights_within_reason() {
        assertThatThrownBy(() -> new Route.InOrder(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Route.Shared(Map.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Route.Shared(Map.of("main", 0))).hasMessageContaining("1 to 1000, not 0");
    }

    private String first(Trace trace) {
        return shared.order(trace).getFirst();
    }

    private static double share(Map<String, Long> counts, String road) {
        return counts.getOrDefault(road, 0L)
                / (double) counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
