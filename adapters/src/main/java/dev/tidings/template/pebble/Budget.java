package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.error.PebbleException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one rendering may still spend. Belongs to the thread that renders.
final class Budget {
    static final ScopedValue<Budget> OF_THIS_RENDERING = ScopedValue.newInstance();

    /// Looking at the clock costs more than a step.
    private static final int STEPS_BETWEEN_LOOKS = 64;

    private final Limits limits;
    private final long deadlineNanos;
    private int steps;

    Budget(Limits limits) {
        this.limits = limits;
        this.deadlineNanos = System.nanoTime() + limits.time().toNanos();
    }

    /// @param steps   turns of loops, calls of macros, blocks and includes
    /// @param time    for one rendering
    /// @param letters of what is written, and of any text made on the way
    /// @param items   of any list made on the way
    public record Limits(int steps, Duration time, int letters, int items) {
        public static final Limits USUAL = new Limits(1_000_000, Duration.ofSeconds(2), 5_000_000, 100_000);
    }

    static Budget now() {
        return OF_THIS_RENDERING.get();
    }

    void step() {
        if (++steps > limits.steps()) {
            throw new PebbleException(
                    null, "takes more than %,d steps; it may loop without end".formatted(limits.steps()));
        }
        if (steps % STEPS_BETWEEN_LOOKS == 0) lookAtTheClock();
    }

    private void lookAtTheClock() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new PebbleException(
                    null, "takes longer than %d ms".formatted(limits.time().toMillis()));
        }
    }

    void letters(long letters) {
        if (letters > limits.letters()) {
            throw new PebbleException(null, "makes a text of more than %,d letters".formatted(limits.letters()));
        }
    }

    void items(long items) {
        if (items > limits.items()) {
            throw new PebbleException(null, "makes a list of more than %,d items".formatted(limits.items()));
        }
    }

    /// Checks what an operator or a filter made.
    @Nullable
    Object checked(@Nullable Object made) {
        lookAtTheClock();
        switch (made) {
            case CharSequence text -> letters(text.length());
            case Collection<?> list -> items(list.size());
            case Map<?, ?> map -> items(map.size());
            case Object[] array -> items(array.length);
            case null, default -> {}
        }
        return made;
    }
}
