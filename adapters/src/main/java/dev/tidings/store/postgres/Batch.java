package dev.tidings.store.postgres;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.ledger.Settlement;
import dev.tidings.store.jdbc.Transcribing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What many have to write at the same time: a few statements for all of them. Claims are told apart by their fences.
///
/// Takes shares, writes them, and then says what came of each.
final class Batch {
    private final TreeMap<Long, Claim> arming = new TreeMap<>();
    private final TreeMap<Long, Settlement> settling = new TreeMap<>();
    private final Map<Long, Instant> armed = new HashMap<>();
    private final Map<Long, State> settled = new HashMap<>();

    /// To be put on record as sending.
    void arm(Collection<Claim> claims) {
        claims.forEach(claim -> arming.put(claim.fence(), claim));
    }

    void settle(Settlement settlement) {
        settling.put(settlement.claim().fence(), settlement);
    }

    void write(Transaction transaction) throws SQLException {
        armed.clear();
        settled.clear();
        if (!arming.isEmpty()) armed.putAll(Settling.arm(transaction, arming.values()));
        if (!settling.isEmpty()) settle(transaction);
        arming.clear();
        settling.clear();
    }

    private void settle(Transaction transaction) throws SQLException {
        Map<Long, String> latest = Settling.disarm(transaction.db(), settling.values());
        settling.keySet().retainAll(latest.keySet());
        Map<Long, State> states = Settling.settle(transaction, settling.values());
        Settling.note(transaction, settling.values(), states, latest);
        Transcribing.note(transaction.db(), settling.values(), states);
        leaveOutSuppressed(transaction, states);
        settling.forEach((fence, settlement) -> Optional.ofNullable(
                        states.get(settlement.claim().delivery()))
                .ifPresent(state -> settled.put(fence, state)));
    }

    /// Who was suppressed while their mail was under way gets no other copy.
    private static void leaveOutSuppressed(Transaction transaction, Map<Long, State> states) throws SQLException {
        List<Long> waiting = states.entrySet().stream()
                .filter(each -> each.getValue() == State.WAITING)
                .map(Map.Entry::getKey)
                .toList();
        Covered.among(transaction, waiting).ids().forEach(each -> states.put(each, State.SUPPRESSED));
    }

    /// Of these, the claims now on record as sending, and until when.
    List<Armed> armed(Collection<Claim> claims) {
        return claims.stream()
                .filter(each -> armed.containsKey(each.fence()))
                .map(each -> new Armed(each, armed.getOrDefault(each.fence(), Instant.MIN)))
                .toList();
    }

    /// @param until its lease ends
    record Armed(Claim claim, Instant until) {}

    /// The state it came to; empty when the claim was not the latest, or somebody decided otherwise in the meantime.
    Optional<State> settled(Settlement settlement) {
        return Optional.ofNullable(settled.get(settlement.claim().fence()));
    }
}
