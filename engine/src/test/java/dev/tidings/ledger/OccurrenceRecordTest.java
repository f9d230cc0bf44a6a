package dev.tidings.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OccurrenceRecordTest {
    @Test
    void plain_success_is_said_only_of_those_whom_everybody_was_sent() {
        assertThat(result(Map.of(State.ACCEPTED, 6L))).isEqualTo("succeeded");
        assertThat(result(Map.of())).isEqualTo("succeeded");
        assertThat(result(Map.of(State.ACCEPTED, 3L, State.SKIPPED, 3L)))
                .isEqualTo("succeeded (3 accepted, 3 skipped)");
        assertThat(result(Map.of(State.SKIPPED, 3L))).isEqualTo("skipped");
        assertThat(result(Map.of(State.SKIPPED, 2L, State.SUPPRESSED, 1L))).isEqualTo("2 skipped, 1 suppressed");
    }

    @Test
    void whoever_failed_is_counted() {
        assertThat(result(Map.of(State.ACCEPTED, 45L, State.FAILED, 23L))).isEqualTo("partly failed (23 of 68)");
        assertThat(result(Map.of(State.FAILED, 2L, State.EXPIRED, 1L))).isEqualTo("failed");
    }

    @Test
    void what_was_handed_over_and_came_back_did_not_fail() {
        assertThat(result(Map.of(State.ACCEPTED, 66L, State.BOUNCED, 1L, State.COMPLAINED, 1L)))
                .isEqualTo("partly returned (2 of 68)");
        assertThat(result(Map.of(State.BOUNCED, 1L))).isEqualTo("returned");
        assertThat(result(Map.of(State.ACCEPTED, 65L, State.BOUNCED, 2L, State.FAILED, 1L)))
                .isEqualTo("partly failed (3 of 68)");
    }

    private static String result(Map<State, Long> counts) {
        Occurrence occurrence = new Occurrence(
                1,
                new Occurrence.Key("weekly", Instant.EPOCH, Cause.SCHEDULE),
                Stage.LIVE,
                new Revision("3f9c27d1".repeat(8)),
                new Occurrence.Period(Instant.EPOCH, Instant.EPOCH),
                Instant.EPOCH,
                Optional.empty());
        return new OccurrenceRecord(
                        occurrence,
                        Standing.FINISHED,
                        "",
                        new Tally(counts, 0),
                        Optional.empty(),
                        new OccurrenceRecord.By("mail1", Optional.empty()))
                .result();
    }
}
