package dev.tidings.template.pebble;

import dev.tidings.compose.Guess;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.GlobalContext;
import io.pebbletemplates.pebble.template.MacroAttributeProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands behind a dot or in brackets: a value of a map, an item of a list, `loop.index` and its like, a
/// macro of an imported template. Nothing is ever called on a value and nothing is looked up by reflection.
final class Values implements AttributeResolver {
    private static final List<String> OF_A_LOOP = List.of("first", "last", "length", "index", "revindex");

    @Override
    public ResolvedAttribute resolve(
            @Nullable Object instance,
            @Nullable Object name,
            Object @Nullable [] arguments,
            @Nullable ArgumentsNode argumentNodes,
            EvaluationContextImpl context,
            String file,
            int line) {
        String word = String.valueOf(name);
        if (instance instanceof MacroAttributeProvider imported) {
            ArgumentsNode none = new ArgumentsNode(null, null, line);
            ArgumentsNode given = Objects.requireNonNullElse(argumentNodes, none);
            return new ResolvedAttribute(imported.macro(context, word, given, false, line));
        }
        if (arguments != null) {
            throw new PebbleException(
                    null, "\"%s\" cannot be called; values have no methods here".formatted(word), line, file);
        }
        return switch (instance) {
            case GlobalContext _ -> throw lacking(word, List.of(), file, line);
            case Map<?, ?> map -> ofMap(map, name, word, file, line);
            case Map.Entry<?, ?> entry -> ofEntry(entry, word, file, line);
            case List<?> list -> ofList(list, word, file, line);
            case LoopVariables loop -> ofLoop(loop, word, file, line);
            case null, default -> throw lacking(word, List.of(), file, line);
        };
    }

    private static ResolvedAttribute ofMap(Map<?, ?> map, @Nullable Object name, String word, String file, int line) {
        if (name instanceof String && map.containsKey(name)) return new ResolvedAttribute(map.get(name));
        if (map.containsKey(word)) return new ResolvedAttribute(map.get(word));
        throw lacking(word, map.keySet().stream().map(String::valueOf).toList(), file, line);
    }

    private static ResolvedAttribute ofEntry(Map.Entry<?, ?> entry, String word, String file, int line) {
        return switch (word) {
            case "key" -> new ResolvedAttribute(entry.getKey());
            case "value" -> new ResolvedAttribute(entry.getValue());
            default -> throw lacking(word, List.of("key", "value"), file, line);
        };
    }

    private static ResolvedAttribute ofList(List<?> list, String word, String file, int line) {
        try {
            return new ResolvedAttribute(list.get(Integer.parseInt(word)));
        } catch (NumberFormatException notAnIndex) {
            throw new AttributeNotFoundException(
                    notAnIndex, "a list has items by number, no \"" + word + "\"", word, line, file);
        } catch (IndexOutOfBoundsException outside) {
            String why = "there is no item %s; the list has %d, counted from 0".formatted(word, list.size());
            throw new AttributeNotFoundException(outside, why, word, line, file);
        }
    }

    private static ResolvedAttribute ofLoop(LoopVariables loop, String word, String file, int line) {
        return switch (word) {
            case "first" -> new ResolvedAttribute(loop.isFirst());
            case "last" -> new ResolvedAttribute(loop.isLast());
            case "length" -> new ResolvedAttribute(loop.getLength().intValue());
            case "index" -> new ResolvedAttribute(loop.getIndex());
            case "revindex" -> new ResolvedAttribute(loop.getRevindex().intValue());
            default -> throw lacking(word, OF_A_LOOP, file, line);
        };
    }

    private static AttributeNotFoundException lacking(String word, Collection<String> known, String file, int line) {
        return new AttributeNotFoundException(null, notThere(word, known), word, line, file);
    }

    static String notThere(String word, Collection<String> known) {
        return "\"%s\" is not there%s".formatted(word, Guess.asQuestion(word, known));
    }
}
