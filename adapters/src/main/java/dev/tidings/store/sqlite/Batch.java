package dev.tidings.store.sqlite;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.Settlement;
import dev.tidings.store.jdbc.Transcribing;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What many have to write at the same time: where it is the same for many, one statement for all of them, in the order
/// of the rows, costs a fraction of a statement for each.
///
/// Takes shares, writes them, and then says what came of each.
final class Batch {
    private final SortedSet<Long> arming = new TreeSet<>();
    private final TreeMap<Long, Settlement> settling = new TreeMap<>();
    private final Set<Long> armed = new HashSet<>();
    private final Map<Long, State> settled = new HashMap<>();

    /// To be put on record as sending.
    void arm(Collection<Claim> claims) {
        claims.forEach(claim -> arming.add(claim.delivery()));
    }

    void settle(Settlement settlement) {
        settling.put(settlement.claim().delivery(), settlement);
    }

    void write(Transaction transaction) throws SQLException {
        armed.clear();
        settled.clear();
        if (!arming.isEmpty()) armed.addAll(Settling.arm(transaction.db(), arming));
        if (!settling.isEmpty()) settle(transaction);
        arming.clear();
        settling.clear();
    }

    private void settle(Transaction transaction) throws SQLException {
        TreeMap<Integer, SortedSet<Long>> acceptedAtAttempt = new TreeMap<>();
        for (Settlement each : settling.values()) {
            if (each.verdict() instanceof Verdict.Accepted) {
                acceptedAtAttempt
                        .computeIfAbsent(each.attempt().number(), _ -> new TreeSet<>())
                        .add(each.claim().delivery());
            } else {
                Settling.settle(transaction, each)
                        .ifPresent(state -> settled.put(each.claim().delivery(), state));
            }
        }
        for (Map.Entry<Integer, SortedSet<Long>> each : acceptedAtAttempt.entrySet()) {
            Settling.accept(transaction, each.getKey(), each.getValue())
                    .forEach(delivery -> settled.put(delivery, State.ACCEPTED));
        }
        Settling.note(transaction, settling.values(), settled);
        Transcribing.note(transaction.db(), settling.values(), settled);
        leaveOutSuppressed(transaction);
    }

    /// Who was suppressed while their mail was under way gets no other copy.
    private void leaveOutSuppressed(Transaction transaction) throws SQLException {
        List<Long> waiting = settled.entrySet().stream()
                .filter(each -> each.getValue() == State.WAITING)
                .map(Map.Entry::getKey)
                .toList();
        Covered.among(transaction, waiting).ids().forEach(each -> settled.put(each, State.SUPPRESSED));
    }

    /// Of these, the deliveries now on record as sending; people decided against the others.
    Set<Long> armed(Collection<Claim> claims) {
        Set<Long> found = new HashSet<>();
        for (Claim each : claims) {
            if (armed.contains(each.delivery())) found.add(each.delivery());
        }
        return found;
    }

    /// The state it came to; empty when somebody decided otherwise in the meantime.
    Optional<State> settled(Settlement settlement) {
        return Optional.ofNullable(settled.get(settlement.claim().delivery()));
    }
}
