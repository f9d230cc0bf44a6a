package dev.tidings.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MovableClock;
import dev.tidings.contracts.model.AtRandom;
import dev.tidings.contracts.model.Premise;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Ledger;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The orders that `contracts.model` tries out in memory, some of them at random, over two real stores on one database.
final class TwoNodesOnPostgresTest {
    private static final int STORIES = Integer.getInteger("tidings.model.stories", 30);
    private static final long SEED = Long.getLong("tidings.seed", 20261126L);

    @ParameterizedTest
    @EnumSource
    void nobody_is_missing_and_every_extra_copy_has_its_fault_and_is_flagged(WhenUncertain whenUncertain) {
        PostgresServer server = TestServer.schema();
        MovableClock clock = new MovableClock(LedgerStory.NINE);
        RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(SEED);
        Premise premise = new Premise(2, 2, whenUncertain);
        List<AtRandom.Told> told = new ArrayList<>();
        try (PostgresStore one = PostgresStore.open(server, clock, new Random(1), _ -> {});
                PostgresStore other = PostgresStore.open(server, clock, new Random(2), _ -> {})) {
            Story story = new Story(one.ledger(), one.history(), clock);
            for (int i = 0; i < STORIES; i++) {
                told.add(AtRandom.tell(story, List.of(one.ledger(), other.ledger()), premise, random));
            }
        }
        long more = told.stream().filter(each -> each.copiesMost() > 1).count();
        long held = told.stream().filter(AtRandom.Told::held).count();
        System.out.printf(
                "model on PostgreSQL, %s: seed %d, %d stories of %d moves in all, %d with more than one copy, %d held%n",
                premise,
                SEED,
                STORIES,
                told.stream().mapToInt(AtRandom.Told::moves).sum(),
                more,
                held);
        assertThat(whenUncertain == WhenUncertain.RESEND ? more : held)
                .as("stories in which a fault hit")
                .isPositive();
    }

    private record Story(Ledger ledger, History history, MovableClock clock) implements LedgerStory {
        @Override
        public void reopen() {
            throw new UnsupportedOperationException("both stay open");
        }
    }
}
