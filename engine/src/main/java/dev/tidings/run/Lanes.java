package dev.tidings.run;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.Road;
import dev.tidings.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/// Those who wait for one road: everybody, and in lanes of their own those whose domain had no room when their turn
/// came.
///
/// Who is put aside is written once, to the lane, and goes from there in fair order as the domain takes them; nobody
/// behind waits for them. Where no domain has limits, there are no lanes and this asks the ledger as if it were not
/// there.
final class Lanes {
    /// So many are looked through at once for some whose domain has room.
    private static final int LOOKED_THROUGH = 500;

    /// Portions in one turn.
    private static final int PORTIONS_MAX = 20;

    private final Road road;
    private final Ledger ledger;
    private final Duration lease;
    private final InstantSource clock;
    /// Several claim for a road; what a domain has room for is dealt out by one at a time.
    private final ReentrantLock turn = new ReentrantLock();
    /// Domains with a lane, and those among them that came in since the last [#keep].
    private final Set<String> domains = new TreeSet<>();
    private final Set<String> fresh = new TreeSet<>();
    private int first;
    private volatile boolean more;

    Lanes(Road road, Ledger ledger, Duration lease, InstantSource clock) {
        this.road = road;
        this.ledger = ledger;
        this.lease = lease;
        this.clock = clock;
    }

    /// Claims at most so many, of which the road admits each.
    List<Claim> claim(int most) {
        List<String> open = open();
        if (open.isEmpty() && road.domains().isIdle()) {
            return ledger.claim(road.name(), most, lease);
        }
        turn.lock();
        try {
            Round round = new Round(clock.instant());
            round.deal(most, open);
            more = round.cutShort;
            return round.end();
        } finally {
            turn.unlock();
        }
    }

    private synchronized List<String> open() {
        return List.copyOf(domains);
    }

    /// Whether the last turn ended before everybody was looked at.
    boolean hasMore() {
        return more;
    }

    /// One turn's claims.
    private final class Round {
        private final Instant now;
        private final List<Claim> going = new ArrayList<>();
        private final Map<String, List<Claim>> aside = new LinkedHashMap<>();
        private final Map<String, Integer> rooms = new HashMap<>();
        private boolean cutShort;

        private Round(Instant now) {
            this.now = now;
        }

        /// Everybody's line and each lane take turns at an equal share; what is left goes to whoever has more.
        private void deal(int most, List<String> open) {
            List<String> turns = new ArrayList<>(open);
            turns.add("");
            Collections.rotate(turns, first++);
            for (int left = turns.size(); left > 0; left--) {
                take(turns.get(turns.size() - left), Math.ceilDiv(most - going.size(), left));
            }
            turns.forEach(each -> take(each, most - going.size()));
        }

        private void take(String domain, int share) {
            if (share > 0 && domain.isEmpty()) {
                everybody(share);
            } else if (share > 0) {
                lane(domain, Math.min(share, room(domain)));
            }
        }

        private void lane(String domain, int share) {
            if (share > 0) {
                String lane = Lane.of(road.name(), domain).name();
                ledger.claim(lane, share, lease).forEach(this::go);
            }
        }

        private void everybody(int share) {
            int wanted = going.size() + share;
            for (int portion = 0; portion < PORTIONS_MAX && going.size() < wanted; portion++) {
                int asked = portion == 0 ? share : Math.max(share, LOOKED_THROUGH);
                List<Claim> found = ledger.claim(road.name(), asked, lease);
                sort(found, wanted);
                if (found.size() < asked) {
                    return;
                }
            }
            cutShort = going.size() < wanted;
        }

        private void sort(List<Claim> found, int wanted) {
            List<Claim> over = new ArrayList<>();
            for (Claim claim : found) {
                if (room(claim.domain()) == 0) {
                    aside.computeIfAbsent(claim.domain(), _ -> new ArrayList<>())
                            .add(claim);
                } else if (going.size() < wanted) {
                    go(claim);
                } else {
                    over.add(claim);
                }
            }
            if (!over.isEmpty()) {
                ledger.release(over);
            }
        }

        private int room(String domain) {
            return rooms.computeIfAbsent(domain, each -> road.domains().room(each, now));
        }

        private void go(Claim claim) {
            rooms.merge(claim.domain(), -1, Integer::sum);
            going.add(claim);
        }

        /// Nobody counts as under way before those put aside are on record: where that fails, all leases end.
        private List<Claim> end() {
            aside.forEach((domain, claims) -> {
                enter(domain);
                ledger.defer(claims, Lane.of(road.name(), domain).name(), now);
            });
            going.forEach(claim -> road.domains().take(claim.domain(), now));
            return going;
        }
    }

    private synchronized void enter(String domain) {
        domains.add(domain);
        fresh.add(domain);
    }

    /// How long nobody needs to be asked again; at most so long.
    Duration pause(Duration atMost) {
        Instant now = clock.instant();
        Duration least = atMost;
        for (String domain : open()) {
            Duration each = road.domains().pause(domain, now);
            least = !each.isZero() && each.compareTo(least) < 0 ? each : least;
        }
        return least;
    }

    /// Tells which domains have a lane in which somebody waits.
    synchronized void keep(Set<String> waiting) {
        domains.removeIf(each -> !waiting.contains(each) && !fresh.contains(each));
        domains.addAll(waiting);
        fresh.clear();
    }

    /// The names of all lanes.
    List<String> names() {
        return open().stream().map(each -> Lane.of(road.name(), each).name()).toList();
    }
}
