package dev.tidings.workspace;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What a person may have meant: the nearest known word, if one is near.
public final class Guess {
    private static final int LENGTH_MAX = 60;

    private Guess() {}

    /// `Did you mean "zone"? ` with a space behind it, or nothing.
    static String sentence(String written, Collection<String> known) {
        return among(written, known)
                .map(word -> "Did you mean \"" + word + "\"? ")
                .orElse("");
    }

    /// The known word that is fewest slips of the finger away, at most one for every three letters.
    public static Optional<String> among(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT);
        Optional<String> begun = begun(word, known);
        if (begun.isPresent()) {
            return begun;
        }
        int most = Math.max(1, word.length() / 3);
        return word.length() > LENGTH_MAX
                ? Optional.empty()
                : known.stream()
                        .map(each -> new Near(each, slips(word, each.toLowerCase(Locale.ROOT), most)))
                        .filter(near -> near.slips <= most)
                        .min(Comparator.comparingInt(Near::slips).thenComparing(Near::word))
                        .map(Near::word);
    }

    /// The longest known word with which the written one begins and goes on for some letters: `qqmail`.
    private static Optional<String> begun(String word, Collection<String> known) {
        return known.stream()
                .filter(each -> each.length() >= 2 && word.length() > each.length() + 1)
                .filter(each -> word.startsWith(each.toLowerCase(Locale.ROOT)))
                .filter(each -> Character.isLetter(word.charAt(each.length())))
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()));
    }

    private record Near(String word, int slips) {}

    /// Letters to add, drop, change or swap with their neighbour (optimal string alignment); above `most` it
    /// is only known to be more.
    private static int slips(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : cheapest(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int cheapest(int[][] slips, String a, String b, int i, int j) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(Math.min(slips[i - 1][j], slips[i][j - 1]) + 1, slips[i - 1][j - 1] + same);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}
