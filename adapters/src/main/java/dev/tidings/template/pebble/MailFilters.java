package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What mail needs of filters and functions beyond Pebble's own, and those of Pebble's that are safer written
/// anew.
final class MailFilters extends AbstractExtension {

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "date", filter(Dates::date, "format", "zone"),
                "number", filter(Numbers::number, "digits"),
                "money", filter(Numbers::money, "currency"),
                "sort", filter(Lists::sort, "by"),
                "rsort", filter(Lists::rsort, "by"),
                "join", filter(Lists::join, "separator"),
                "split", filter(Lists::split, "delimiter"),
                "replace", filter(Lists::replace, "replace_pairs"));
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("range", new Range());
    }

    private static Filter filter(Body body, String... names) {
        return new Ours(body, List.of(names));
    }

    /// A filter of a value that is there.
    @FunctionalInterface
    interface Body {
        /// @throws IllegalArgumentException in a sentence, when the input or an argument is not right
        @Nullable
        Object apply(Object input, Map<String, Object> arguments, Locale locale);
    }

    /// Nothing stays nothing; a wrong argument is told with its place.
    private record Ours(Body body, List<String> names) implements Filter {
        @Override
        public @Nullable Object apply(
                @Nullable Object input,
                Map<String, Object> arguments,
                PebbleTemplate self,
                EvaluationContext context,
                int line) {
            if (input == null) return null;
            try {
                return Budget.now().checked(body.apply(input, arguments, context.getLocale()));
            } catch (IllegalArgumentException wrong) {
                throw new PebbleException(wrong, wrong.getMessage(), line, self.getName());
            }
        }

        @Override
        public List<String> getArgumentNames() {
            return names;
        }
    }
}
