package dev.tidings.server.metrics;

import dev.tidings.ledger.History.Backlog;
import dev.tidings.run.RoadStatus;
import dev.tidings.run.Tidings;
import dev.tidings.server.Glance;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Numbers that are read when somebody asks: how much waits, how the roads are doing.
public final class Levels {
    private final Tidings tidings;
    private final InstantSource clock;
    private final Glance glance;

    private Levels(Tidings tidings, InstantSource clock, Glance glance) {
        this.tidings = tidings;
        this.clock = clock;
        this.glance = glance;
    }

    /// @param glance by which they look at the store: what it does not tell soon is left out
    public static void register(PrometheusRegistry registry, Tidings tidings, InstantSource clock, Glance glance) {
        Levels levels = new Levels(tidings, clock, glance);
        levels.single(
                registry,
                "tidings_deliveries_waiting",
                "Deliveries of the whole ledger that are not settled; the same on every node",
                Backlog::waiting);
        levels.single(
                registry,
                "tidings_deliveries_oldest_seconds",
                "Since when the oldest delivery that is not settled has been due",
                levels::age);
        levels.roads(
                registry,
                "tidings_smtp_connections_busy",
                "Connections that carry a message",
                road -> road.connections().busy());
        levels.roads(
                registry,
                "tidings_smtp_connections_idle",
                "Connections that lie ready",
                road -> road.connections().idle());
        levels.roads(registry, "tidings_smtp_connections_max", "Connections there may be at once", RoadStatus::hands);
        levels.roads(
                registry,
                "tidings_messages_waiting_for_connection",
                "Composed messages that wait for a connection",
                RoadStatus::waiting);
        levels.roads(
                registry,
                "tidings_road_closed",
                "1 while nobody goes there",
                road -> road.closed().isPresent() ? 1 : 0);
        levels.roads(
                registry,
                "tidings_road_slowed",
                "1 while less goes than before, since the server asked for fewer",
                road -> road.rate().slowed().isPresent() ? 1 : 0);
        levels.rates(registry);
        levels.stops(registry);
        levels.bus(registry);
        levels.domains(
                registry,
                "tidings_domain_waiting",
                "Messages that wait for their recipient's domain alone",
                RoadStatus.Domain::waiting);
        levels.domains(
                registry,
                "tidings_domain_closed",
                "1 while nobody goes to a domain, since it asked for fewer",
                each -> each.status().closed().isPresent() ? 1 : 0);
    }

    private void domains(
            PrometheusRegistry registry, String name, String help, ToDoubleFunction<RoadStatus.Domain> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("transport", "domain")
                .callback(gauge -> tidings.roads()
                        .forEach(road -> road.domains().stream()
                                .filter(each -> each.waiting() > 0
                                        || each.status().closed().isPresent())
                                .forEach(each -> gauge.call(
                                        value.applyAsDouble(each),
                                        road.name(),
                                        each.status().domain()))))
                .register(registry);
    }

    /// Of what all nodes share: the same number from each of them.
    private void bus(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_bus_depth")
                .help("Ids of deliveries under way between nodes, by road; every node tells the same")
                .labelNames("transport")
                .callback(gauge -> tidings.carrier().depth().forEach((road, depth) -> gauge.call(depth, road)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("tidings_bus_down")
                .help("1 while this node cannot reach the bus and finds its work in the store alone")
                .callback(gauge -> gauge.call(tidings.carrier().trouble().isPresent() ? 1 : 0))
                .register(registry);
    }

    /// Of what all nodes share.
    private void stops(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_notification_stopped")
                .help("1 while a notification is stopped; every node tells the same")
                .labelNames("notification")
                .callback(gauge -> glance.at(tidings.history()::stops)
                        .orElse(List.of())
                        .forEach(each -> gauge.call(1, each.notification())))
                .register(registry);
    }

    private void rates(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_road_rate_used_ratio")
                .help("How much of a rate is used up within its time")
                .labelNames("transport", "rate")
                .callback(gauge -> tidings.roads()
                        .forEach(road -> road.rate()
                                .rates()
                                .forEach(each -> gauge.call(
                                        each.used() / (double) each.rate().count(),
                                        road.name(),
                                        each.rate().toString()))))
                .register(registry);
    }

    private void single(PrometheusRegistry registry, String name, String help, ToDoubleFunction<Backlog> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> glance.at(tidings.history()::backlog)
                        .ifPresent(backlog -> gauge.call(value.applyAsDouble(backlog))))
                .register(registry);
    }

    private void roads(PrometheusRegistry registry, String name, String help, ToDoubleFunction<RoadStatus> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("transport")
                .callback(gauge -> tidings.roads().forEach(road -> gauge.call(value.applyAsDouble(road), road.name())))
                .register(registry);
    }

    private double age(Backlog backlog) {
        return backlog.oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }
}
