package dev.tidings.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.acceptance.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can befall three nodes, each as often as it is asked for, a few stories at a time.
class ClusterStoriesTest {
    /// None unless it is asked for: it takes minutes.
    private static final int KILLS = Integer.getInteger("tidings.cluster.kills", 0);

    private static final String CARRIAGE = System.getProperty("tidings.cluster.carriage", "store");
    /// Names of troubles, or all of them.
    private static final String ONLY = System.getProperty("tidings.cluster.only", "");

    private static final long SEED = Long.getLong("tidings.seed", 20261126L);
    private static final int AT_A_TIME = Integer.getInteger("tidings.cluster.together", 3);

    @Test
    void nobody_is_missing_each_instant_is_fired_once_and_every_extra_copy_is_flagged(@TempDir Path folder)
            throws Exception {
        assumeTrue(onLinux(), "the embedded PostgreSQL is for Linux on amd64");
        assumeTrue(KILLS > 0, "it takes minutes: acceptance/cluster.sh");
        List<Future<Told>> stories = new ArrayList<>();
        try (ExecutorService tellers = Executors.newFixedThreadPool(AT_A_TIME)) {
            troubles().forEach(each -> stories.add(tellers.submit(() -> tell(each, folder))));
        }
        List<Told> told = new ArrayList<>();
        for (Future<Told> each : stories) told.add(each.get());
        keep(told);

        assertThat(told).isNotEmpty();
        assertThat(told.stream().flatMap(each -> each.account().misses().stream()))
                .isEmpty();
    }

    static boolean onLinux() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private static Stream<Trouble> troubles() {
        return Stream.of(Trouble.values())
                .filter(each -> each.isFor(CARRIAGE))
                .filter(each -> ONLY.isEmpty() || List.of(ONLY.split(",")).contains(each.name()))
                .filter(ClusterStoriesTest::canBe);
    }

    private static boolean canBe(Trouble trouble) {
        if (Told.canBe(trouble)) return true;
        System.out.printf(
                "cluster: skipped, since libfaketime is not there (apt install faketime): %s%n", trouble.words());
        return false;
    }

    private static Told tell(Trouble trouble, Path folder) throws Exception {
        Told told = Told.tell(trouble, trouble.times(KILLS), CARRIAGE, folder.resolve(trouble.name()), SEED);
        System.out.printf(
                "cluster, %s: seed %d, %s: %s; the schedule's mail was taken %d ms late at most; misses: %s%n",
                CARRIAGE,
                SEED,
                trouble.words(),
                told.cells(),
                told.account().latest().toMillis(),
                told.account().misses());
        return told;
    }

    /// Where `acceptance/cluster.sh` finds it.
    private static void keep(List<Told> told) throws IOException {
        Path kept = Files.createDirectories(Processes.ROOT.resolve("acceptance/target/cluster"));
        Files.writeString(kept.resolve(CARRIAGE + ".md"), Sheet.of(CARRIAGE, told));
    }
}
