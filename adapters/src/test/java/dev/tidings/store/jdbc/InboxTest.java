package dev.tidings.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InboxTest {
    private long now = Long.MAX_VALUE - 5_000_000;
    private final Inbox<Session> inbox = new Inbox<>(() -> now);

    @Test
    void whatSomebodyWaitsForOvertakesThePatient() {
        Task<Session, ?> settling = settling();
        Task<Session, ?> arming = arming();
        inbox.add(settling);
        inbox.add(arming);

        assertThat(next()).containsExactly(arming);
        now += 20_000_000;
        assertThat(next()).containsExactly(settling);
    }

    @Test
    void thePatientComeAlongOnceTheyAreMany() {
        List<Task<Session, ?>> settlings = new ArrayList<>();
        for (int i = 0; i < 16; i++) settlings.add(settling());
        settlings.forEach(inbox::add);
        Task<Session, ?> arming = arming();
        inbox.add(arming);

        assertThat(next()).hasSize(17).startsWith(settlings.getFirst()).endsWith(arming);
    }

    /// A decision of somebody finds on record what was handed in before it.
    @Test
    void aDecisionOvertakesNothing() {
        Task<Session, ?> settling = settling();
        Task<Session, ?> arming = arming();
        Task<Session, ?> decision = Task.of(_ -> 1);
        List.of(settling, arming, decision).forEach(inbox::add);

        assertThat(next()).containsExactly(settling, arming, decision);
    }

    @Test
    void aGroupHasItsMost() {
        for (int i = 0; i < 20; i++) inbox.add(settling());
        Task<Session, ?> decision = Task.of(_ -> 1);
        inbox.add(decision);

        assertThat(next(15)).hasSize(15).doesNotContain(decision);
        assertThat(next(15)).hasSize(6).endsWith(decision);
    }

    @Test
    void closedItGivesWhatIsLeftAndTakesNothing() {
        Task<Session, ?> settling = settling();
        inbox.add(settling);
        inbox.close();

        assertThat(inbox.add(arming())).isFalse();
        assertThat(next()).containsExactly(settling);
        assertThat(inbox.next(new ArrayList<>(), 10)).isFalse();
    }

    private List<Task<Session, ?>> next() {
        return next(100);
    }

    private List<Task<Session, ?>> next(int most) {
        List<Task<Session, ?>> group = new ArrayList<>();
        assertThat(inbox.next(group, most)).isTrue();
        return group;
    }

    private static Task<Session, ?> settling() {
        return arming().patiently();
    }

    private static Task<Session, ?> arming() {
        return Task.shared(_ -> {}, _ -> 1, _ -> {}, () -> {});
    }
}
