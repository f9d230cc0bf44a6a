package dev.tidings.server.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;

/// Whether what comes back can come in.
public final class WayLevels {
    private WayLevels() {}

    /// @param troubles what keeps it from that on this node
    public static void register(PrometheusRegistry registry, Supplier<List<String>> troubles) {
        GaugeWithCallback.builder()
                .name("tidings_returns_troubled")
                .help("Mailboxes that this node cannot read, and places where it cannot listen, for what comes back")
                .callback(gauge -> gauge.call(troubles.get().size()))
                .register(registry);
    }
}
