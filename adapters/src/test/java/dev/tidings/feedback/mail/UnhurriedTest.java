package dev.tidings.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnhurriedTest {
    private static final byte[] MESSAGE = {};

    private final List<Duration> rests = new ArrayList<>();
    private Duration takes = Duration.ofMillis(2);
    private boolean sending = true;
    private boolean failing;
    private int asked;
    private long nanos;
    private final Unhurried reader = new Unhurried(
            this::read,
            () -> {
                asked++;
                return sending;
            },
            () -> nanos,
            pause -> {
                nanos += pause;
                rests.add(Duration.ofNanos(pause));
            });

    private Report read(byte[] message) {
        nanos += takes.toNanos();
        if (failing) {
            throw new IllegalStateException("a mistake of ours");
        }
        return Report.other(Clues.NONE);
    }

    @Test
    void while_mail_goes_out_it_rests_nineteen_times_as_long_as_it_reads() {
        reader.apply(MESSAGE);

        assertThat(rests).containsExactly(Duration.ofMillis(38));
    }

    @Test
    void a_message_that_takes_long_holds_up_the_next_one_for_a_moment_only() {
        takes = Duration.ofSeconds(1);

        reader.apply(MESSAGE);

        assertThat(rests).containsExactly(Duration.ofMillis(200));
    }

    @Test
    void while_nothing_goes_out_it_does_not_rest() {
        sending = false;

        reader.apply(MESSAGE);
        reader.apply(MESSAGE);

        assertThat(rests).isEmpty();
    }

    @Test
    void it_looks_five_times_a_second_whether_mail_goes_out() {
        takes = Duration.ofMillis(1);
        for (int each = 0; each < 100; each++) {
            reader.apply(MESSAGE);
        }

        assertThat(nanos).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(asked).isEqualTo(10);
    }

    @Test
    void a_mistake_holds_up_nobody() {
        failing = true;
        assertThatThrownBy(() -> reader.apply(MESSAGE)).hasMessage("a mistake of ours");
        failing = false;

        assertThat(reader.apply(MESSAGE)).isEqualTo(Report.other(Clues.NONE));
    }
}
