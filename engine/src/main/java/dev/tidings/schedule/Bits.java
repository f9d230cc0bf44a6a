package dev.tidings.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Sets of small numbers as bits, taken apart for saying them.
final class Bits {
    private Bits() {}

    static List<Integer> numbers(long bits) {
        List<Integer> numbers = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            numbers.add(Long.numberOfTrailingZeros(rest));
        }
        return numbers;
    }

    /// The runs of neighbours: 1, 2, 3, 7 is 1–3 and 7.
    static List<Run> runs(long bits) {
        List<Run> runs = new ArrayList<>();
        for (int number : numbers(bits)) {
            if (!runs.isEmpty() && runs.getLast().to() == number - 1) {
                runs.add(new Run(runs.removeLast().from(), number));
            } else {
                runs.add(new Run(number, number));
            }
        }
        return runs;
    }

    /// The step when the bits are exactly 0, step, 2·step … below a size that the step divides; otherwise
    /// 0.
    static int step(long bits, int size) {
        int step = bits == 1 || (bits & 1) == 0 ? 0 : Long.numberOfTrailingZeros(bits & ~1L);
        if (step == 0 || step >= size || size % step != 0 || Long.bitCount(bits) != size / step) {
            return 0;
        }
        return numbers(bits).stream().allMatch(number -> number % step == 0) ? step : 0;
    }

    /// Neighbouring numbers, both ends included.
    record Run(int from, int to) {
        /// `a`, `a and b`, or `a to e` when there are at least so many.
        String say(IntFunction<String> name, String joint, int least) {
            if (to - from + 1 >= least) {
                return name.apply(from) + " " + joint + " " + name.apply(to);
            }
            return from == to ? name.apply(from) : name.apply(from) + " and " + name.apply(to);
        }
    }
}
