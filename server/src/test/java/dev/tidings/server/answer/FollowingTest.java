package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.ledger.Holdup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowingTest {
    @Test
    void callbacks_that_come_along_are_no_trouble_nor_is_a_moment() {
        assertThat(new Following(Optional.empty()).trouble()).isEmpty();
        assertThat(following(Duration.ofSeconds(59)).trouble()).isEmpty();
    }

    @Test
    void callbacks_that_are_held_up_are_a_trouble_with_whose_it_is_and_its_mend() {
        Status.Trouble told = following(Duration.ofSeconds(75)).trouble().orElseThrow();

        assertThat(told.what())
                .isEqualTo("Callbacks are 1 min 15 s behind: an open transaction holds them up, of process 4711 (psql,"
                        + " user ops, a transaction of 80 s) in the database crm.");
        assertThat(told.mend()).isEqualTo("Mail goes on meanwhile. End it.");
    }

    private static Following following(Duration behind) {
        return new Following(Optional.of(new Holdup(
                behind, "process 4711 (psql, user ops, a transaction of 80 s) in the database crm", "End it.")));
    }
}
