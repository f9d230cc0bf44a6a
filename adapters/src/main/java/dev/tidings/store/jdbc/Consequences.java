package dev.tidings.store.jdbc;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Match;
import dev.tidings.ledger.Judgement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What comes of judgements, one after the other: which notices are judged now, and which deliveries change.
public final class Consequences {
    private final Map<Long, Standing> deliveries = new HashMap<>();
    private final Set<Long> waiting;
    private final List<Change> changes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /// A delivery that a notice is about.
    ///
    /// @param sending   it is being handed over just now
    /// @param uncertain it may have been handed over, and nobody knows
    /// @param sent      the number of its last attempt that may have handed it over
    /// @param transport of its last attempt; empty when there was none
    public record Standing(
            long id,
            long occurrence,
            String notification,
            State state,
            boolean sending,
            boolean uncertain,
            int sent,
            String address,
            String transport) {
        public static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getLong("id"),
                    row.getLong("occurrence"),
                    row.getString("notification"),
                    State.of(row.getString("state")),
                    row.getBoolean("sending"),
                    row.getBoolean("uncertain"),
                    row.getInt("sent"),
                    row.getString("address"),
                    row.getString("transport"));
        }

        private Standing now(State state) {
            return new Standing(id, occurrence, notification, state, sending, false, sent, address, transport);
        }

        private Optional<State> becomes(Judgement judgement, int attempt) {
            boolean sentSince = attempt != 0 && attempt != sent;
            return judgement
                    .becomes()
                    .filter(each -> each == State.ACCEPTED ? uncertain : !sentSince && (uncertain || mayBecome(each)));
        }

        private boolean mayBecome(State returned) {
            return state == State.ACCEPTED || state == State.BOUNCED && returned == State.COMPLAINED;
        }
    }

    /// A delivery moves from one state to another.
    public record Change(long delivery, long occurrence, State from, State to, String why) {}

    /// What a notice was found to be about, and what became of that.
    ///
    /// @param became empty when the delivery stays as it was
    public record About(Match match, Standing delivery, Optional<State> became) {
        public String address() {
            return Suppression.key(delivery.address);
        }
    }

    /// A notice that is judged now.
    ///
    /// @param about empty when that is no delivery on record
    public record Row(long notice, String what, boolean believed, Optional<About> about) {}

    /// @param waiting    notices that nobody has judged yet
    /// @param deliveries those of the matches that are on record
    public Consequences(Set<Long> waiting, List<Standing> deliveries) {
        this.waiting = new HashSet<>(waiting);
        deliveries.forEach(each -> this.deliveries.put(each.id, each));
    }

    /// The deliveries that judgements are about.
    public static Set<Long> about(List<Judgement> judgements) {
        Set<Long> about = new LinkedHashSet<>();
        judgements.forEach(each -> each.match().ifPresent(match -> about.add(match.delivery())));
        return about;
    }

    public void add(Judgement judgement) {
        if (isEarly(judgement) || !waiting.remove(judgement.notice())) return;
        Optional<About> about = judgement.match().flatMap(match -> about(judgement, match));
        about.flatMap(each -> each.became.map(to -> change(judgement, each.delivery, to)))
                .ifPresent(change -> {
                    changes.add(change);
                    deliveries.computeIfPresent(change.delivery, (_, before) -> before.now(change.to));
                });
        rows.add(new Row(judgement.notice(), judgement.what(), judgement.believed(), about));
    }

    /// What comes of handing it over is not known yet.
    private boolean isEarly(Judgement judgement) {
        return judgement.becomes().isPresent()
                && judgement
                        .match()
                        .flatMap(match -> Optional.ofNullable(deliveries.get(match.delivery())))
                        .filter(Standing::sending)
                        .isPresent();
    }

    private Optional<About> about(Judgement judgement, Match match) {
        return Optional.ofNullable(deliveries.get(match.delivery()))
                .map(each -> new About(match, each, each.becomes(judgement, match.attempt())));
    }

    private static Change change(Judgement judgement, Standing of, State to) {
        return new Change(of.id, of.occurrence, of.state, to, judgement.why());
    }

    /// What a delivery becomes by it, for each notice that is judged now.
    public Map<Long, Optional<State>> notices() {
        Map<Long, Optional<State>> notices = new LinkedHashMap<>();
        rows.forEach(row -> notices.put(row.notice, row.about.flatMap(About::became)));
        return notices;
    }

    public List<Row> rows() {
        return rows;
    }

    /// One after the other; a delivery may change twice.
    public List<Change> changes() {
        return changes;
    }

    /// Of each delivery that changes, what it is in the end.
    public List<Change> lastChanges() {
        Map<Long, Change> last = new LinkedHashMap<>();
        changes.forEach(each -> last.put(each.delivery, each));
        return List.copyOf(last.values());
    }

    /// Those that were not known to have been handed over: whatever was kept for sending them is not needed.
    public List<Change> settled() {
        return changes.stream().filter(each -> !each.from.handedOver()).toList();
    }

    /// Deliveries that a change may take out of somebody's hands.
    public static Set<Long> changing(List<Judgement> judgements) {
        return about(
                judgements.stream().filter(each -> each.becomes().isPresent()).toList());
    }

    /// Counts the changes in the tallies.
    public void count(Sums sums) {
        changes.forEach(each -> sums.move(each.occurrence, each.from, each.to));
    }
}
