package dev.tidings.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.acceptance.Processes.RunningServer;
import dev.tidings.acceptance.cluster.Cluster.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes work from one database, and two of them are killed while they send. The third has all of it.
///
/// [ClusterStoriesTest] tells what else can befall them.
class ClusterStoryTest {
    private static final long SEED = Long.getLong("tidings.seed", 20261126L);

    @Test
    void what_two_killed_nodes_had_in_their_hands_the_third_has(@TempDir Path folder) throws Exception {
        assumeTrue(ClusterStoriesTest.onLinux(), "the embedded PostgreSQL is for Linux on amd64");
        Random random = new Random(SEED);
        try (Cluster cluster = Cluster.start(folder, Setting.USUAL.answeringIn(Duration.ofMillis(40)));
                Rounds rounds = new Rounds(cluster, 2, random)) {
            cluster.fire(People.EVERYONE);
            cluster.fire(People.CAREFUL);
            long inHands = 0;
            for (int node = 0; node < 2; node++) {
                rounds.awaitMail();
                Thread.sleep(random.nextInt(300));
                RunningServer killed = cluster.node(node);
                killed.kill();
                inHands += cluster.database().inHandsOf(killed.process().pid());
                cluster.database().giveUp(killed.process().pid());
            }
            Account account = Account.of(cluster, cluster.node(2));

            System.out.printf(
                    "cluster story: seed %d, 2 of 3 nodes killed with %d mails in their hands: %d people, %d copies,"
                            + " %d extra, %d flagged, %d held%n",
                    SEED,
                    inHands,
                    account.people(),
                    account.copies(),
                    account.extra(),
                    account.flagged(),
                    account.held());
            assertThat(account.misses()).isEmpty();
            assertThat(account.people())
                    .isEqualTo(People.many(People.EVERYONE) + People.many(People.CAREFUL) + account.instants());
            assertThat(inHands).isPositive();
        }
    }
}
