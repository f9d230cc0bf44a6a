package dev.tidings.server.metrics;

import dev.tidings.ledger.History;
import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.Program;
import dev.tidings.notification.Revision;
import dev.tidings.run.Tidings;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;

/// Who works from the ledger, read when somebody asks. Where several do, each tells the same of all of them.
public final class NodeLevels {
    private static final String OF_ALL = " Every node tells the same: take max(), not sum()";

    private final History history;
    private final String node;
    private final Supplier<Revision> revision;

    /// @param node     this one
    /// @param revision of the workspace that it runs
    NodeLevels(History history, String node, Supplier<Revision> revision) {
        this.history = history;
        this.node = node;
        this.revision = revision;
    }

    public static void register(PrometheusRegistry registry, Tidings tidings) {
        new NodeLevels(
                        tidings.history(),
                        tidings.node(),
                        () -> tidings.workspace().revision())
                .register(registry);
    }

    void register(PrometheusRegistry registry) {
        info(registry);
        alive(registry);
        otherRevision(registry);
        leases(registry);
    }

    private void info(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_node")
                .help("1: which node this is, its program, and the revision of the workspace that it runs")
                .labelNames("node", "version", "host", "revision")
                .callback(gauge ->
                        nodes().stream().filter(each -> each.id().equals(node)).forEach(each -> info(gauge, each)))
                .register(registry);
    }

    private static void info(GaugeWithCallback.Callback gauge, NodeRecord node) {
        Program program = node.program();
        gauge.call(
                1,
                node.id(),
                program.version(),
                program.host(),
                node.report().revision().brief());
    }

    private void alive(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_nodes_alive")
                .help("Nodes of the ledger that are heard of." + OF_ALL)
                .labelNames("state")
                .callback(gauge -> {
                    for (NodeRecord.Standing standing : NodeRecord.Standing.values()) {
                        if (standing != NodeRecord.Standing.GONE) {
                            gauge.call(count(standing), standing.word());
                        }
                    }
                })
                .register(registry);
    }

    private long count(NodeRecord.Standing standing) {
        return nodes().stream()
                .filter(each -> each.life().standing() == standing)
                .count();
    }

    private void otherRevision(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_nodes_other_revision")
                .help("Nodes that run another revision of the workspace than this one: take max(), not sum()")
                .callback(gauge -> gauge.call(nodes().stream()
                        .filter(each ->
                                each.alive() && !each.report().revision().equals(revision.get()))
                        .count()))
                .register(registry);
    }

    private void leases(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("tidings_node_leases")
                .help("Deliveries in a node's hands." + OF_ALL + ", by (holder, state)")
                .labelNames("holder", "state")
                .callback(gauge -> nodes().forEach(each -> {
                    gauge.call(each.held().claimed(), each.id(), "claimed");
                    gauge.call(each.held().sending(), each.id(), "sending");
                }))
                .register(registry);
    }

    private List<NodeRecord> nodes() {
        return history.nodes();
    }
}
