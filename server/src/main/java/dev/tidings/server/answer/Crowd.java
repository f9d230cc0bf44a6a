package dev.tidings.server.answer;

import dev.tidings.ledger.NodeRecord;
import dev.tidings.ledger.NodeRecord.Standing;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The nodes of a ledger, and what is not well among them.
///
/// @param gone whom the ledger still remembers; one that left properly is none of them
record Crowd(List<NodeRecord> alive, List<NodeRecord> gone) {
    /// Whoever was drained to be mended is back by then.
    private static final Duration LONG = Duration.ofHours(1);

    private static final Optional<String> PAGE = Optional.of("/nodes");

    static Crowd of(List<NodeRecord> nodes) {
        Map<Boolean, List<NodeRecord>> parts = nodes.stream().collect(Collectors.partitioningBy(NodeRecord::alive));
        return new Crowd(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }

    List<Status.Trouble> troubles() {
        List<Status.Trouble> told = new ArrayList<>();
        if (!gone.isEmpty()) {
            told.add(missing());
        }
        if (!alive.isEmpty() && alive.stream().noneMatch(each -> each.life().standing() == Standing.WORKING)) {
            told.add(new Status.Trouble(
                    alive.size() == 1
                            ? "Nothing is sent: " + alive.getFirst().id() + " is drained."
                            : "Nothing is sent: all " + alive.size() + " nodes are drained.",
                    "Have one work again: tidings nodes --resume "
                            + alive.getFirst().id(),
                    Optional.empty(),
                    PAGE));
        } else if (!longDrained().isEmpty()) {
            told.add(resting(longDrained()));
        }
        mismatch().ifPresent(told::add);
        return told;
    }

    private Status.Trouble missing() {
        String who = gone.stream()
                .map(each -> "%s (not heard of for %s)"
                        .formatted(each.id(), InWords.brief(each.life().silence())))
                .collect(Collectors.joining(", "));
        String theirs = gone.size() == 1 ? "it had" : "they had";
        return new Status.Trouble(
                gone.size() == 1 ? "A node is gone: " + who + "." : gone.size() + " nodes are gone: " + who + ".",
                (alive.isEmpty()
                                ? "No other is alive: what %s in hand goes out when one starts. ".formatted(theirs)
                                : "What %s in hand the others took over. ".formatted(theirs))
                        + "Look into its log and start it again under the same name; one that is not to come back is"
                        + " forgotten after six hours.",
                Optional.empty(),
                PAGE);
    }

    private List<NodeRecord> longDrained() {
        return alive.stream()
                .filter(each -> each.life()
                        .drained()
                        .filter(since -> since.compareTo(LONG) >= 0)
                        .isPresent())
                .toList();
    }

    private static Status.Trouble resting(List<NodeRecord> drained) {
        String who = drained.stream()
                .map(each -> "%s (for %s)"
                        .formatted(
                                each.id(),
                                InWords.brief(each.life().drained().orElse(Duration.ZERO))))
                .collect(Collectors.joining(", "));
        return new Status.Trouble(
                (drained.size() == 1 ? "A node is drained: " : drained.size() + " nodes are drained: ") + who + ".",
                "The others do its work. Have it work again (tidings nodes --resume %s), or end it."
                        .formatted(drained.getFirst().id()),
                Optional.empty(),
                PAGE);
    }

    private Optional<Status.Trouble> mismatch() {
        Map<String, List<String>> revisions = NodeRecord.revisions(alive);
        if (revisions.size() < 2) {
            return Optional.empty();
        }
        String older = alive.stream()
                .filter(each -> !each.behind().isEmpty())
                .map(NodeRecord::id)
                .collect(Collectors.joining(", "));
        return Optional.of(new Status.Trouble(
                "Nodes run different revisions of the workspace: " + NodeRecord.inWords(revisions) + ".",
                (older.isEmpty()
                                ? ""
                                : "Behind: " + older + ". What was fired with a newer revision is left to the others. ")
                        + "Bring the same files to all of them; each takes them up by itself. What has to differ from"
                        + " node to node is written as ${NAME}.",
                Optional.empty(),
                PAGE));
    }

    /// Those that run another revision than this.
    long differing(Revision revision) {
        return alive.stream()
                .filter(each -> !each.report().revision().equals(revision))
                .count();
    }
}
