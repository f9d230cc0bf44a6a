package dev.tidings.run;

import dev.tidings.ledger.NodeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says when nodes begin to run different revisions of the workspace, and when they agree again: each once.
///
/// What differs at two looks in a row is no edit any more that is on its way to all of them.
final class Concord {
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Concord.class);

    private final Supplier<List<NodeRecord>> nodes;
    private boolean differed;
    private boolean told;

    /// @param nodes of the ledger, as they stand
    Concord(Supplier<List<NodeRecord>> nodes) {
        this.nodes = nodes;
    }

    void look() {
        Map<String, List<String>> revisions = NodeRecord.revisions(nodes.get());
        boolean differ = revisions.size() > 1;
        if (differ && differed && !told) {
            LOG.warn("nodes run different revisions of the workspace: {}", NodeRecord.inWords(revisions));
            told = true;
        } else if (!differ && told) {
            LOG.info("all nodes run the same revision of the workspace again: {}", String.join("", revisions.keySet()));
            told = false;
        }
        differed = differ;
    }
}
