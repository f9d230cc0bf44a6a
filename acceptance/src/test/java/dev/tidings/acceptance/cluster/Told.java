package dev.tidings.acceptance.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// What became of one trouble.
///
/// @param longest until another had what a node left in its hands, or mail was taken again; nothing where nothing stood
///                still
record Told(Trouble trouble, int times, Account account, Duration longest) {
    static final List<String> COLUMNS = List.of(
            "times",
            "people",
            "copies",
            "missing",
            "extra copies",
            "flagged",
            "held",
            "instants, once each",
            "went on within");

    /// From an empty database to the last mail.
    static Told tell(Trouble trouble, int times, String carriage, Path folder, long seed) throws Exception {
        try (Cluster cluster = Cluster.start(folder, trouble.setting().carriedBy(carriage));
                Rounds rounds = new Rounds(cluster, times, new Random(seed))) {
            try (Feeding _ = Feeding.begin(cluster)) {
                rounds.awaitMail();
                trouble.befall(rounds);
            }
            Account account = Account.of(cluster, cluster.node(Cluster.NODES - 1));
            return new Told(trouble, times, account, rounds.longest());
        }
    }

    static boolean canBe(Trouble trouble) {
        return trouble.setting().clocks().canBe();
    }

    boolean isWell() {
        return account.misses().isEmpty();
    }

    List<String> cells() {
        return List.of(
                number(times),
                number(account.people()),
                number(account.copies()),
                number(account.missing()),
                number(account.extra()),
                number(account.flagged()),
                number(account.held()),
                number(account.instants()),
                longest.isZero() ? "" : String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1000.0));
    }

    private static String number(long many) {
        return String.format(Locale.ROOT, "%,d", many);
    }
}
