package dev.tidings.server.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who works from the ledger.
///
/// @param shared  whether several may; else it is the one that runs
/// @param waiting how many mails wait for any of them
/// @param oldest  since when the oldest of these has been due; null when none is
public record NodeList(List<NodeAnswer> nodes, boolean shared, long waiting, Optional<Instant> oldest) {
    public NodeList {
        nodes = List.copyOf(nodes);
    }

    /// Those alive that somebody means by this: the one of that id, those of that name, or else whose id begins so.
    public List<NodeAnswer> meant(String text) {
        List<NodeAnswer> alive = nodes.stream().filter(NodeAnswer::alive).toList();
        return Stream.of(
                        alive.stream().filter(each -> each.id().equals(text)),
                        alive.stream().filter(each -> each.id().matches(Pattern.quote(text) + "-[0-9a-f]{8}")),
                        alive.stream().filter(each -> !text.isEmpty() && each.id().startsWith(text)))
                .map(Stream::toList)
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// How many would take work if this one did not.
    public long workingBeside(NodeAnswer node) {
        return nodes.stream()
                .filter(each -> each.working() && !each.id().equals(node.id()))
                .count();
    }
}
