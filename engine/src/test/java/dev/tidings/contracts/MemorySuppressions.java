package dev.tidings.contracts;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.ledger.SuppressionRecord.Lift;
import dev.tidings.mail.Address;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whom not to mail, in memory. Whoever has several threads locks it.
public final class MemorySuppressions {
    private final TreeMap<Long, SuppressionRecord> records = new TreeMap<>();
    private final Map<List<Object>, Long> unlifted = new HashMap<>();

    /// @return false when one that holds as long is on record already
    public boolean add(Suppression suppression, Instant now) {
        Optional<SuppressionRecord> known =
                Optional.ofNullable(unlifted.get(said(suppression))).map(records::get);
        if (known.isPresent() && !suppression.outlasts(known.get().suppression())) return false;
        Act longer = new Act(suppression.act().source(), suppression.act().by(), Suppression.LONGER);
        known.ifPresent(each -> end(each, new Lift(now, longer)));
        long id = records.size() + 1L;
        records.put(id, new SuppressionRecord(id, suppression, now, Optional.empty()));
        unlifted.put(said(suppression), id);
        return true;
    }

    private static List<Object> said(Suppression suppression) {
        return List.of(Suppression.key(suppression.address()), suppression.notification(), suppression.reason());
    }

    public List<SuppressionRecord> lift(Collection<Long> ids, Act act, Instant now) {
        List<SuppressionRecord> chosen = ids.stream()
                .distinct()
                .sorted()
                .flatMap(id -> Optional.ofNullable(records.get(id)).stream())
                .filter(each -> each.lift().isEmpty())
                .toList();
        return chosen.stream().map(each -> end(each, new Lift(now, act))).toList();
    }

    /// When bounces of this address were lifted last.
    Optional<Instant> lifted(String address) {
        return records.values().stream()
                .filter(each -> each.suppression().reason() == Suppression.Reason.BOUNCED
                        && Suppression.key(each.suppression().address()).equals(Suppression.key(address)))
                .flatMap(each -> each.lift().stream())
                .filter(each -> !each.act().note().equals(Suppression.LONGER))
                .map(SuppressionRecord.Lift::at)
                .max(Comparator.naturalOrder());
    }

    private SuppressionRecord end(SuppressionRecord record, Lift lift) {
        SuppressionRecord ended =
                new SuppressionRecord(record.id(), record.suppression(), record.noted(), Optional.of(lift));
        records.put(ended.id(), ended);
        unlifted.remove(said(ended.suppression()));
        return ended;
    }

    public Optional<Suppression> covering(String address, String notification, Instant now) {
        return covering(List.of(address), notification, now);
    }

    /// The earliest that covers one of the addresses.
    Optional<Suppression> covering(List<String> addresses, String notification, Instant now) {
        List<String> keys = addresses.stream().map(Suppression::key).toList();
        return records.values().stream()
                .filter(each -> each.holds(now))
                .map(SuppressionRecord::suppression)
                .filter(each -> each.covers(notification) && keys.contains(Suppression.key(each.address())))
                .findFirst();
    }

    /// Newest first.
    ///
    /// @param beginning of the address
    public List<SuppressionRecord> list(String beginning, Which which, Page page, Instant now) {
        return records.headMap(page.before(), false).descendingMap().values().stream()
                .filter(each -> Suppression.key(each.suppression().address()).startsWith(Suppression.key(beginning)))
                .filter(each -> which == Which.EVER || each.holds(now))
                .limit(page.most())
                .toList();
    }

    public Map<String, Suppression> suppressed(String notification, Collection<Address> addresses, Instant now) {
        Map<String, Suppression> found = new HashMap<>();
        addresses.forEach(each -> covering(each.toString(), notification, now)
                .ifPresent(suppression -> found.put(Suppression.key(each), suppression)));
        return found;
    }
}
