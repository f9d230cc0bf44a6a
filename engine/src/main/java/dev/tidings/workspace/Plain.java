package dev.tidings.workspace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A YAML value as a template sees it: text, `Long`, `BigDecimal`, `Boolean`, lists and maps. There is no
/// nothing.
final class Plain {
    private static final String WHOLE = "-?\\d{1,18}";
    private static final String DECIMAL = "-?\\d{1,30}\\.\\d{1,30}";

    private Plain() {}

    /// Empty when a value is missing somewhere in it.
    static Optional<Object> of(Node node) {
        return switch (node) {
            case MappingNode map -> map(map);
            case SequenceNode list -> list(list);
            case ScalarNode scalar -> scalar(scalar);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> map(MappingNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (var entry : node.getValue()) {
            Optional<Object> value = of(entry.getValueNode());
            if (value.isEmpty() || !(entry.getKeyNode() instanceof ScalarNode key)) {
                return Optional.empty();
            }
            map.put(key.getValue(), value.get());
        }
        return Optional.of(Collections.unmodifiableMap(map));
    }

    private static Optional<Object> list(SequenceNode node) {
        List<Object> list = new ArrayList<>();
        for (Node item : node.getValue()) {
            Optional<Object> value = of(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            list.add(value.get());
        }
        return Optional.of(Collections.unmodifiableList(list));
    }

    private static Optional<Object> scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.valueOf(text));
        }
        if (node.getTag().equals(Tag.INT) && text.matches(WHOLE)) {
            return Optional.of(Long.valueOf(text));
        }
        boolean decimal = node.getTag().equals(Tag.FLOAT) && text.matches(DECIMAL);
        return Optional.of(decimal ? new BigDecimal(text) : text);
    }
}
