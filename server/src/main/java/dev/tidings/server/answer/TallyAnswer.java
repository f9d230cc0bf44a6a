package dev.tidings.server.answer;

import dev.tidings.deliver.State;
import dev.tidings.ledger.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many people of an occurrence stand where.
///
/// @param well     accepted, or left out on purpose
/// @param unwell   settled, and not well
/// @param repeated rows of the audience for a person who was in it before
/// @param states   by word, those that somebody is in
public record TallyAnswer(
        long people, long waiting, long settled, long well, long unwell, long repeated, Map<String, Long> states) {
    public static TallyAnswer of(Tally tally) {
        Map<String, Long> states = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (tally.of(state) > 0) {
                states.put(state.word(), tally.of(state));
            }
        }
        return new TallyAnswer(
                tally.people(),
                tally.waiting(),
                tally.settled(),
                tally.well(),
                tally.unwell(),
                tally.repeated(),
                states);
    }

    public long of(String state) {
        return states.getOrDefault(state, 0L);
    }

    /// How much of the way is behind: 0–100, and 100 only when everyone is settled.
    public int percent() {
        return people == 0 ? 0 : (int) (settled * 100 / people);
    }
}
