package dev.tidings.server.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Whether what comes back can come in.
public final class WayLevels {
    private WayLevels() {}

    /// @param troubles what keeps it from that on this node
    /// @param refusals how often what was brought was not taken in, by reason
    public static void register(
            PrometheusRegistry registry, Supplier<List<String>> troubles, Supplier<Map<String, Long>> refusals) {
        GaugeWithCallback.builder()
                .name("tidings_returns_troubled")
                .help("Mailboxes that this node cannot read, and places where it cannot listen, for what comes back")
                .callback(gauge -> gauge.call(troubles.get().size()))
                .register(registry);
        CounterWithCallback.builder()
                .name("tidings_returns_refused")
                .help("What somebody brought to the listener and was not taken in, by reason")
                .labelNames("reason")
                .callback(counter -> refusals.get().forEach((reason, count) -> counter.call(count, reason)))
                .register(registry);
    }
}
