package dev.tidings.notification;

import dev.tidings.mail.Sha256;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// By which transports a notification's mail goes.
public sealed interface Route {
    /// All of them, at least one.
    List<String> roads();

    /// The order for one message: the first is its own, the others take it when that is closed. The same whenever it
    /// is asked for.
    List<String> order(Trace trace);

    /// By the first while that is open.
    record InOrder(List<String> roads) implements Route {
        public InOrder {
            roads = List.copyOf(roads);
            if (roads.isEmpty()) {
                throw new IllegalArgumentException("a notification goes by at least one transport");
            }
        }

        @Override
        public List<String> order(Trace trace) {
            return roads;
        }
    }

    /// Each person by one of them, which ones as the weights say: weighted rendezvous hashing over the trace. So a
    /// closed road's people fall to the others by their weights, and nobody else moves.
    ///
    /// @param weights of each transport, 1 to 1000, in the order in which they are written
    record Shared(Map<String, Integer> weights) implements Route {
        public static final int WEIGHT_MAX = 1000;

        public Shared {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            if (weights.isEmpty()) {
                throw new IllegalArgumentException("a notification goes by at least one transport");
            }
            weights.forEach(Shared::requireWeight);
        }

        private static void requireWeight(String road, int weight) {
            if (weight < 1 || weight > WEIGHT_MAX) {
                throw new IllegalArgumentException(
                        "weights are 1 to " + WEIGHT_MAX + ", not " + weight + " of " + road);
            }
        }

        @Override
        public List<String> roads() {
            return List.copyOf(weights.keySet());
        }

        @Override
        public List<String> order(Trace trace) {
            return weights.entrySet().stream()
                    .sorted(Comparator.comparingDouble(each -> drawn(trace, each.getKey()) / each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /// Exponentially distributed, so that the least of several, each divided by its weight, is each one's as often
        /// as its weight says.
        private static double drawn(Trace trace, String road) {
            long bits = ByteBuffer.wrap(Sha256.of(trace.hex() + road)).getLong() >>> 11;
            return -Math.log((bits + 1) * 0x1p-53);
        }
    }
}
