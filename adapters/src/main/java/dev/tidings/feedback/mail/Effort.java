package dev.tidings.feedback.mail;

import java.io.Serial;
import java.util.Optional;
import java.util.function.Supplier;

/// How much looking at one message is worth. Strangers write what we read: of some words an expression of ours may
/// not come to an end within hours. Every character that an expression looks at counts.
final class Effort {
    /// About a second's worth. What is long and means something takes a tenth of it.
    static final long OF_A_MESSAGE = 60_000_000;

    /// Of one server's words that a provider passes on.
    static final long OF_WORDS = 3_000_000;

    /// Plain words are sought faster than expressions are matched.
    private static final int PLAIN = 16;

    /// To begin costs, too, however short the text.
    private static final int TO_BEGIN = 20;

    private static final ScopedValue<Effort> NOW = ScopedValue.newInstance();

    private final long whole;
    private long left;

    private Effort(long steps) {
        this.whole = steps;
        this.left = steps;
    }

    /// There is nothing left.
    static final class Spent extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private Spent() {
            super("too much to look at", null, false, false);
        }
    }

    /// @return empty when it is not worth that much
    static <T> Optional<T> within(long steps, Supplier<T> looking) {
        try {
            return Optional.of(ScopedValue.where(NOW, new Effort(steps)).call(looking::get));
        } catch (Spent spent) {
            return Optional.empty();
        }
    }

    /// For what may be left undone, so that the rest is not: half of it all is kept for that.
    ///
    /// @return empty when it is not worth what is left
    static <T> Optional<T> perhaps(Supplier<T> looking) {
        if (!NOW.isBound()) {
            return Optional.of(looking.get());
        }
        Effort now = NOW.get();
        long spared = now.left - now.whole / 2;
        Effort part = new Effort(Math.max(0, spared));
        try {
            return Optional.of(ScopedValue.where(NOW, part).call(looking::get));
        } catch (Spent spent) {
            return Optional.empty();
        } finally {
            now.left -= part.whole - part.left;
        }
    }

    /// The same text, each look at which counts; where nobody counts, as it is.
    static CharSequence at(String text) {
        if (!NOW.isBound()) {
            return text;
        }
        NOW.get().spend(TO_BEGIN);
        return new Watched(text, NOW.get());
    }

    static boolean contains(String text, String words) {
        if (NOW.isBound()) {
            NOW.get().spend(text.length() / PLAIN);
        }
        return text.contains(words);
    }

    private void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Spent();
        }
    }

    private record Watched(String text, Effort effort) implements CharSequence {
        @Override
        public char charAt(int index) {
            effort.spend(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
