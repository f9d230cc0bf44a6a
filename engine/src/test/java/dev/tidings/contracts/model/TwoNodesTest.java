package dev.tidings.contracts.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notification.DeliveryRules.WhenUncertain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Two nodes and any two crashes or pauses, in every order there is.
class TwoNodesTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, RESEND, 1", "1, 1, RESEND, 2", "1, 2, RESEND, 3", "2, 2, RESEND, 3",
        "1, 0, HOLD, 1", "1, 1, HOLD, 1", "1, 2, HOLD, 1", "2, 2, HOLD, 1"
    })
    void nobody_is_missing_and_every_extra_copy_has_its_fault_and_is_flagged(
            int people, int faults, WhenUncertain whenUncertain, int copies) {
        Premise premise = new Premise(people, faults, whenUncertain);

        Exploration.Found found = new Exploration(() -> new InMemory(premise, Calls::new)).all();

        System.out.println("model, %s: %s".formatted(premise, found));
        assertThat(found.mostCopies()).as("as bad as it can get").isEqualTo(copies);
        assertThat(found.endsWithMore() > 0).isEqualTo(copies > 1);
        assertThat(found.endsWithHeld() > 0).isEqualTo(whenUncertain == WhenUncertain.HOLD && faults > 0);
    }

    /// Or else it would look and see nothing.
    @ParameterizedTest
    @EnumSource
    void a_defect_is_found(Defect defect) {
        Premise premise = new Premise(1, 1, WhenUncertain.RESEND);

        assertThatThrownBy(() -> new Exploration(() -> new InMemory(premise, defect::over)).all())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(defect.word())
                .hasMessageContaining("after\n");
    }
}
