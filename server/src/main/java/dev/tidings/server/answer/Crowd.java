package dev.tidings.server.answer;

import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.notification.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The nodes that are alive, and what is not well among them.
record Crowd(List<NodeRecord> alive) {
    static Crowd of(List<NodeRecord> nodes) {
        return new Crowd(nodes.stream().filter(NodeRecord::alive).toList());
    }

    List<Status.Trouble> troubles() {
        List<Status.Trouble> told = new ArrayList<>();
        if (!alive.isEmpty() && alive.stream().noneMatch(each -> each.life().standing() == Standing.WORKING)) {
            told.add(new Status.Trouble(
                    alive.size() == 1
                            ? "Nothing is sent: " + alive.getFirst().id() + " is drained."
                            : "Nothing is sent: all " + alive.size() + " nodes are drained.",
                    "Have one work again: tidings nodes --resume "
                            + alive.getFirst().id(),
                    Optional.empty()));
        }
        mismatch().ifPresent(told::add);
        return told;
    }

    private Optional<Status.Trouble> mismatch() {
        Map<String, List<NodeRecord>> byRevision = alive.stream()
                .collect(Collectors.groupingBy(
                        each -> each.report().revision().brief(), TreeMap::new, Collectors.toList()));
        if (byRevision.size() < 2) {
            return Optional.empty();
        }
        String who = byRevision.entrySet().stream()
                .map(each -> each.getKey() + " on " + ids(each.getValue()))
                .collect(Collectors.joining("; "));
        String older =
                ids(alive.stream().filter(each -> !each.behind().isEmpty()).toList());
        return Optional.of(new Status.Trouble(
                "Nodes run different revisions of the workspace: " + who + ".",
                (older.isEmpty()
                                ? ""
                                : "Behind: " + older + ". What was fired with a newer revision is left to the others. ")
                        + "Bring the same files to all of them; each takes them up by itself. What has to differ from"
                        + " node to node is written as ${NAME}.",
                Optional.empty()));
    }

    private static String ids(List<NodeRecord> nodes) {
        return nodes.stream().map(NodeRecord::id).collect(Collectors.joining(", "));
    }

    /// Those that run another revision than this.
    long differing(Revision revision) {
        return alive.stream()
                .filter(each -> !each.report().revision().equals(revision))
                .count();
    }
}
