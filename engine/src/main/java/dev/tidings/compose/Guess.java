package dev.tidings.compose;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant by a word nobody knows.
public final class Guess {
    private Guess() {}

    /// The known word nearest to this one, where one is near: a typing mistake in three letters or so, not
    /// another word.
    public static Optional<String> of(String word, Collection<String> known) {
        int far = Math.max(1, (word.length() + 1) / 3);
        return known.stream()
                .map(each -> new Near(each, distance(fold(word), fold(each))))
                .filter(near -> near.distance <= far)
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .map(Near::word);
    }

    /// `; did you mean "balance"?`, or nothing, to end a sentence with.
    public static String asQuestion(String word, Collection<String> known) {
        return of(word, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /// How many letters were left out, put in, changed, or swapped with their neighbour.
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) steps[i][0] = i;
        for (int j = 0; j <= to.length(); j++) steps[0][j] = j;
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least = Math.min(steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[from.length()][to.length()];
    }

    private record Near(String word, int distance) {}
}
