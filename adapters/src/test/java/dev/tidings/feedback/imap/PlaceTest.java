package dev.tidings.feedback.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.MemoryLedger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,7", "1795709924,4294967295", "4294967295,1", "4294967295,4294967295"})
    void a_place_is_one_number_that_is_never_negative(long uidValidity, long uid) {
        Place place = Place.before(uidValidity).at(uid);

        assertThat(Place.of(place.position())).isEqualTo(place);
        assertThat(place.position()).isNotNegative();
    }

    @Test
    void a_later_place_is_a_higher_number() {
        assertThat(new Place(5, 4_000_000_000L).position()).isGreaterThan(new Place(5, 3_999_999_999L).position());
    }

    @Test
    void the_ledger_remembers_places_by_mailbox() {
        Places places = Places.in(new MemoryLedger(() -> Installation.NOW));
        places.note("one", new Place(5, 9));

        assertThat(places.of("one")).contains(new Place(5, 9));
        assertThat(places.of("another")).isEmpty();
        assertThat(places.onDuty("one", Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void pauses_double_up_to_the_longest() {
        Pace.Pauses pauses = new Pace.Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5));

        assertThat(pauses.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(pauses.after(1_000_000)).isEqualTo(Duration.ofMinutes(5));
    }
}
