package dev.tidings.contracts;

import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.TranscriptRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// The transcripts of the in-memory ledger.
final class MemoryTranscripts {
    private final Deque<TranscriptRecord> kept = new ArrayDeque<>();

    void take(Settlement settlement) {
        settlement.attempt().conversation().transcript().ifPresent(lines -> {
            kept.add(new TranscriptRecord(
                    settlement.claim().delivery(), settlement.attempt().number(), lines));
            while (kept.size() > Ledger.TRANSCRIPTS_MAX) {
                kept.removeFirst();
            }
        });
    }

    void forget(Set<Long> deliveries) {
        kept.removeIf(each -> deliveries.contains(each.delivery()));
    }

    List<TranscriptRecord> of(long delivery) {
        return kept.stream().filter(each -> each.delivery() == delivery).toList();
    }
}
