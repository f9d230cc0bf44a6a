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

    /// The numbers by name; three neighbours or more become `a to c`.
    static List<String> say(List<Integer> numbers, IntFunction<String> name) {
        List<String> said = new ArrayList<>();
        for (int from = 0; from < numbers.size(); ) {
            int to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) {
                to++;
            }
            if (to - from >= 2) {
                said.add(name.apply(numbers.get(from)) + " to " + name.apply(numbers.get(to)));
            } else {
                numbers.subList(from, to + 1).forEach(number -> said.add(name.apply(number)));
            }
            from = to + 1;
        }
        return said;
    }

    /// The distance of the numbers when it is the same between all of them; otherwise 0.
    static int distance(List<Integer> numbers) {
        int distance = numbers.size() < 2 ? 0 : numbers.get(1) - numbers.get(0);
        for (int i = 2; i < numbers.size(); i++) {
            if (numbers.get(i) - numbers.get(i - 1) != distance) {
                return 0;
            }
        }
        return distance;
    }

    /// The step when the numbers are exactly 0, step, 2·step … all round a cycle of that size; otherwise
    /// 0.
    static int step(List<Integer> numbers, int size) {
        int distance = distance(numbers);
        boolean round = distance > 0 && numbers.getFirst() == 0 && numbers.size() * distance == size;
        return round ? distance : 0;
    }
}
