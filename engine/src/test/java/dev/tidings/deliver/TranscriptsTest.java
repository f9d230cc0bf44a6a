package dev.tidings.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.MovableClock;
import dev.tidings.contracts.Parcels;
import dev.tidings.mail.Address;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Wanted BY_MAIN =
            new Wanted(Optional.of("main"), Optional.empty(), Optional.empty(), Optional.empty());

    private final MovableClock clock = new MovableClock(Parcels.NINE);
    private final Transcripts transcripts = new Transcripts(clock);
    private final Claim ann = Parcels.to("ann", "x").claim();
    private final Claim ben = Parcels.to("ben", "x").claim();

    private boolean taken(String transport, Claim claim) {
        return transcripts.of(transport, claim).isPresent();
    }

    @Test
    void nothing_is_taken_unless_somebody_asks() {
        assertThat(taken("main", ann)).isFalse();
        assertThat(transcripts.standing()).isEmpty();
    }

    @Test
    void all_that_is_named_must_fit() {
        Wanted annByMain = new Wanted(
                Optional.of("main"),
                Optional.of("weekly-report"),
                Optional.of(Address.parse("ann@EXAMPLE.com")),
                Optional.empty());
        transcripts.on(annByMain, TEN_MINUTES);

        assertThat(taken("main", ann)).isTrue();
        assertThat(taken("backup", ann)).isFalse();
        assertThat(taken("main", ben)).isFalse();
    }

    @Test
    void it_ends_by_time() {
        transcripts.on(BY_MAIN, TEN_MINUTES);
        clock.pass(TEN_MINUTES.minusMillis(1));
        assertThat(taken("main", ann)).isTrue();
        assertThat(transcripts.standing()).hasSize(1);
        clock.pass(Duration.ofMillis(1));

        assertThat(taken("main", ann)).isFalse();
        assertThat(transcripts.standing()).isEmpty();
    }

    @Test
    void it_ends_by_number() {
        transcripts.on(BY_MAIN, TEN_MINUTES);
        for (int each = 0; each < Transcripts.TAKEN_MAX; each++) {
            assertThat(taken("main", ann)).isTrue();
        }

        assertThat(taken("main", ann)).isFalse();
        assertThat(transcripts.standing()).isEmpty();
    }

    @Test
    void the_next_attempt_of_a_mail_is_one_attempt() {
        transcripts.onNext(ann.delivery());

        assertThat(taken("main", ben)).isFalse();
        assertThat(taken("backup", ann)).isTrue();
        assertThat(taken("backup", ann)).isFalse();
    }

    @Test
    void it_can_be_ended_and_begun_anew() {
        transcripts.on(BY_MAIN, TEN_MINUTES);
        transcripts.on(BY_MAIN, TEN_MINUTES.multipliedBy(2));
        transcripts.onNext(7);

        assertThat(transcripts.standing())
                .extracting(each -> each.wanted().toString())
                .containsExactly("transport main", "the next attempt of delivery 7");
        assertThat(transcripts.standing().getFirst().until()).isEqualTo(Parcels.NINE.plus(Duration.ofMinutes(20)));
        assertThat(transcripts.off()).isEqualTo(2);
        assertThat(taken("main", ann)).isFalse();
        assertThat(transcripts.off()).isZero();
    }

    @Test
    void so_many_wishes_stand_at_once_and_no_longer_than_a_day() {
        for (long each = 1; each <= 3L * Transcripts.WISHES_MAX; each++) {
            transcripts.onNext(each);
        }

        assertThat(transcripts.standing()).hasSize(Transcripts.WISHES_MAX);
        assertThatThrownBy(() -> transcripts.on(BY_MAIN, Duration.ofHours(25)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transcripts.on(BY_MAIN, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
