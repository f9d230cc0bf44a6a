package dev.tidings.run;

import dev.tidings.bus.Carrier;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.DueDelivery;
import dev.tidings.notification.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands those who were put on record to the carrier, where there is one. What comes due later, or again, couriers find
/// by themselves.
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int AT_ONCE = 1000;

    private final History history;
    private final Carrier carrier;
    private final Predicate<String> isLimited;
    /// By occurrence, the last that was handed over.
    private final Map<Long, Long> reached = new ConcurrentHashMap<>();

    /// @param isLimited roads that are one node's alone: nothing needs to be carried there
    Dispatch(History history, Carrier carrier, Predicate<String> isLimited) {
        this.history = history;
        this.carrier = carrier;
        this.isLimited = isLimited;
    }

    /// Hands over who has come in since the last time and is due. Where they cannot be read just now, couriers
    /// find them by themselves.
    void carry(Occurrence occurrence) {
        if (carrier == Carrier.NONE) {
            return;
        }
        try {
            handOver(occurrence);
        } catch (RuntimeException unread) {
            LOG.warn("{} is not handed to the bus, couriers find it by looking: {}", occurrence, unread.toString());
        }
    }

    private void handOver(Occurrence occurrence) {
        List<DueDelivery> due;
        do {
            long after = reached.getOrDefault(occurrence.id(), 0L);
            due = history.due(occurrence.id(), after, AT_ONCE);
            due.stream()
                    .filter(each -> !isLimited.test(each.road()))
                    .collect(Collectors.groupingBy(
                            DueDelivery::road, Collectors.mapping(DueDelivery::id, Collectors.toList())))
                    .forEach(carrier::put);
            if (!due.isEmpty()) reached.put(occurrence.id(), due.getLast().id());
        } while (due.size() == AT_ONCE);
    }

    /// Nobody else comes in.
    void end(Occurrence occurrence) {
        reached.remove(occurrence.id());
    }
}
