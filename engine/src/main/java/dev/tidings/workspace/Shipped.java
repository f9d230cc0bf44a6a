package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys in a file that comes with the program. A mistake there is ours, so it ends the program.
record Shipped(String file, Map<String, Node> keys) {

    /// The names at the top of a file beside this class, each with what it names.
    static Map<String, Node> read(String file) {
        Page page = new Page(file);
        Map<String, Node> names = Yaml.parse(text(file), page)
                .map(yaml -> Node.root(page, yaml).named())
                .orElse(Map.of());
        if (!page.sound()) {
            throw new IllegalStateException(page.problems().toString());
        }
        return names;
    }

    private static String text(String file) {
        try (InputStream in = Shipped.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Node> nodes(String key) {
        return Optional.ofNullable(keys.get(key)).map(Node::oneOrMore).orElse(List.of());
    }

    <T> Optional<T> may(String key, Kind<T> kind) {
        return keys.containsKey(key) ? Optional.of(must(key, kind)) : Optional.empty();
    }

    <T> T must(String key, Kind<T> kind) {
        return Optional.ofNullable(keys.get(key))
                .flatMap(node -> node.as(kind))
                .orElseThrow(() -> new IllegalStateException(file + ": " + key + " is missing or wrong"));
    }
}
