package dev.tidings.template.pebble;

import dev.tidings.compose.RenderFailure;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Pebble throws, in words for people.
final class Failures {
    private static final Pattern TERSE = Pattern.compile("Could not|Wrong operand");

    private Failures() {}

    /// @param path  of the template that was asked for; the failure may be in one it takes in
    /// @param known the names the template was given
    static RenderFailure told(String path, Set<String> known, RuntimeException failure) {
        @Nullable PebbleException innermost = null;
        String file = path;
        int line = 0;
        // Pebble wraps its own exceptions into others here and there; the innermost knows best
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (!(each instanceof PebbleException pebble)) continue;
            innermost = pebble;
            file = Objects.requireNonNullElse(pebble.getFileName(), file);
            line = Objects.requireNonNullElse(pebble.getLineNumber(), line);
        }
        if (innermost == null) return new RenderFailure(path, 0, "cannot be rendered: " + failure);
        return new RenderFailure(file, line, why(innermost, known));
    }

    private static String why(PebbleException failure, Set<String> known) {
        if (failure instanceof RootAttributeNotFoundException lacking) {
            String name = lacking.getAttributeName();
            if (lacking.getPebbleMessage().startsWith("Attempt")) {
                return "\"%s\" cannot be taken of something empty".formatted(name);
            }
            return known.contains(name)
                    ? "\"%s\" is empty, so nothing can be taken of it".formatted(name)
                    : Values.notThere(name, known);
        }
        @Nullable Throwable cause = failure.getCause();
        if (cause == null || !TERSE.matcher(failure.getPebbleMessage()).lookingAt()) return failure.getPebbleMessage();
        return failure.getPebbleMessage() + ": " + cause.getMessage();
    }
}
