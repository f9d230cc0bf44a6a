package dev.tidings.bus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries the ids of deliveries that are due, by road, from the node that put them on record to whichever node has
/// hands free. Only ids travel: who may send what is decided by the ledger alone.
///
/// Contract: as well as it can. An id may come twice, late or never, and to any node; whoever takes one claims it in
/// the ledger and acknowledges then, and what was not acknowledged for a while comes again. What nobody takes does not
/// pile up beyond a bound. Nothing here fails or waits long when the broker cannot be reached: what is put is
/// forgotten, and nothing is found.
public interface Carrier extends AutoCloseable {
    /// Carries nothing: everybody looks into the ledger.
    Carrier NONE = new Nobody();

    /// Hands over. Where a road has as many under way as it may, the others are left out.
    void put(String road, List<Long> deliveries);

    /// Takes at most so many, without waiting for any.
    Handful take(String road, int most);

    Standing standing();

    @Override
    void close();

    /// @param deliveries by id; what could not be understood is not among them
    /// @param acknowledge to be called once they are claimed, or known to be in other hands
    record Handful(List<Long> deliveries, Runnable acknowledge) {
        public static final Handful NONE = new Handful(List.of(), () -> {});

        public boolean isEmpty() {
            return deliveries.isEmpty();
        }
    }

    /// How the carrier is doing.
    ///
    /// @param name    `redis`, `nats`; empty where nobody carries
    /// @param trouble why it cannot be reached, in a sentence
    /// @param depth   by road, how many are under way: put and not acknowledged, as far as is known
    record Standing(String name, Optional<String> trouble, Map<String, Long> depth) {
        public static final Standing NONE = new Standing("", Optional.empty(), Map.of());
    }

    /// See [#NONE].
    final class Nobody implements Carrier {
        private Nobody() {}

        @Override
        public void put(String road, List<Long> deliveries) {
            // everybody looks into the ledger
        }

        @Override
        public Handful take(String road, int most) {
            return Handful.NONE;
        }

        @Override
        public Standing standing() {
            return Standing.NONE;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
