package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of Pebble's own filters, whose result is measured.
record MeasuredFilter(Filter filter) implements Filter {
    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        return Budget.now().checked(filter.apply(input, arguments, self, context, line));
    }

    @Override
    public @Nullable List<String> getArgumentNames() {
        return filter.getArgumentNames();
    }
}
