package dev.tidings.server.metrics;

import dev.tidings.ledger.History;
import dev.tidings.ledger.Holdup;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/// How far those are behind who follow the journal, read when somebody asks.
public final class JournalLevel {
    private JournalLevel() {}

    public static void register(PrometheusRegistry registry, History history) {
        GaugeWithCallback.builder()
                .name("tidings_journal_behind_seconds")
                .help(
                        "How long the first entry of the journal has been on record that callbacks cannot read yet, since a"
                                + " transaction is open on the database server; every node tells the same")
                .callback(gauge -> gauge.call(history.holdup()
                                .map(Holdup::behind)
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1000.0))
                .register(registry);
    }
}
