package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// `range(1, 12)` and `1..12`: whole numbers, the last included. Pebble's own makes a list of any length.
final class Range implements Function {
    @Override
    public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
        long start = number("start", arguments.get("start"), self, line);
        long end = number("end", arguments.get("end"), self, line);
        @Nullable Object given = arguments.get("increment");
        long increment = given == null ? 1 : number("increment", given, self, line);
        if (increment == 0) throw new PebbleException(null, "a range's increment is not 0", line, self.getName());
        long count = (increment > 0 ? end >= start : end <= start) ? (end - start) / increment + 1 : 0;
        Budget.now().items(count);
        return LongStream.range(0, count)
                .map(i -> start + i * increment)
                .boxed()
                .toList();
    }

    private static long number(String name, @Nullable Object value, PebbleTemplate self, int line) {
        // so far apart that no difference of two overflows
        if (value instanceof Number number && Math.abs(number.doubleValue()) < 1e15) return number.longValue();
        throw new PebbleException(
                null, "a range's %s is a whole number, not \"%s\"".formatted(name, value), line, self.getName());
    }

    @Override
    public List<String> getArgumentNames() {
        return List.of("start", "end", "increment");
    }
}
