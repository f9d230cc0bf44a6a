package dev.tidings.server.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who works from the ledger.
///
/// @param shared  whether several may; else it is the one that runs
/// @param waiting how many mails wait for any of them
/// @param oldest  since when the oldest of these has been due; null when none is
public record NodeList(List<NodeAnswer> nodes, boolean shared, long waiting, Optional<Instant> oldest) {
    public NodeList {
        nodes = List.copyOf(nodes);
    }

    /// How many would take work if this one did not.
    public long workingBeside(NodeAnswer node) {
        return nodes.stream()
                .filter(each -> each.working() && !each.id().equals(node.id()))
                .count();
    }
}
