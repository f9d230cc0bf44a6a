package dev.tidings.workspace;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Settings as a revision sees them: keys in order, comments and layout gone, `${NAME}` unfilled, secrets
/// left out.
final class Canonical {
    private static final Set<String> SECRET = Set.of("password", "secret", "headers", "key", "token");

    private Canonical() {}

    static String of(Node node) {
        return switch (node) {
            case MappingNode map ->
                map.getValue().stream()
                        .map(entry -> entry(of(entry.getKeyNode()), entry.getValueNode()))
                        .sorted(Comparator.naturalOrder())
                        .collect(Collectors.joining(",", "{", "}"));
            case SequenceNode list ->
                list.getValue().stream().map(Canonical::of).collect(Collectors.joining(",", "[", "]"));
            case ScalarNode scalar -> quoted(scalar.getValue());
            default -> "";
        };
    }

    private static String entry(String key, Node value) {
        boolean secret = SECRET.contains(key.substring(1, Math.max(1, key.length() - 1)));
        return key + ":" + (secret ? "***" : of(value));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
