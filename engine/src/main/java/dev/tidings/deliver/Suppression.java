package dev.tidings.deliver;

import dev.tidings.mail.Address;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// That somebody must not be mailed, and why.
///
/// @param notification the one it is about; all of them when empty
/// @param act          who said so
/// @param since        when it began, which may be long before anybody told us
/// @param expires      it holds no longer from then on; for good when empty
public record Suppression(
        Address address,
        Optional<String> notification,
        Reason reason,
        Act act,
        Instant since,
        Optional<Instant> expires) {
    /// Noted where one ends since another of the same kind holds longer: nobody has lifted it.
    public static final String LONGER = "holds longer now";

    public Suppression {
        if (expires.isPresent() && !expires.get().isAfter(since)) {
            throw new IllegalArgumentException("a suppression ends after it began, not " + expires.get());
        }
    }

    public enum Reason {
        /// They asked for it themselves.
        UNSUBSCRIBED("unsubscribed"),
        /// Mail to the address came back.
        BOUNCED("bounced"),
        /// They told their provider that it is spam.
        COMPLAINED("complained"),
        /// One of our own people decided so.
        MANUAL("suppressed by hand");

        private final String said;

        Reason(String said) {
            this.said = said;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException in a sentence, when there is no such reason
        public static Reason of(String word) {
            try {
                return valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("reason: \"%s\" is not one of %s".formatted(word, words()), unknown);
            }
        }

        /// All of them, for people.
        public static String words() {
            return Arrays.stream(values()).map(Reason::word).collect(Collectors.joining(", "));
        }
    }

    /// Who did something about a suppression, and by which way they came.
    ///
    /// @param source `one-click`, `console`, `command line`, `import people.csv` …; at most 100 characters
    /// @param by     who, as far as it is known; at most 200 characters
    /// @param note   anything worth keeping; at most 500 characters
    public record Act(String source, String by, String note) {
        private static final int SOURCE_MAX = 100;
        private static final int BY_MAX = 200;
        private static final int NOTE_MAX = 500;
        private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]+");

        public Act {
            requireLine("source", source, SOURCE_MAX);
            requireLine("by", by, BY_MAX);
            requireLine("note", note, NOTE_MAX);
            if (source.isBlank()) {
                throw new IllegalArgumentException("source: is empty");
            }
        }

        /// As much as is kept of what others wrote, each in one line.
        public static Act cut(String source, String by, String note) {
            return new Act(line(source, SOURCE_MAX), line(by, BY_MAX), line(note, NOTE_MAX));
        }

        private static String line(String text, int most) {
            String line = CONTROLS.matcher(text).replaceAll(" ");
            if (line.length() <= most) {
                return line;
            }
            boolean parts = Character.isHighSurrogate(line.charAt(most - 1));
            return line.substring(0, parts ? most - 1 : most);
        }

        private static void requireLine(String what, String text, int most) {
            if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "%s: must be one line of at most %d characters".formatted(what, most));
            }
        }
    }

    /// What tells addresses apart here: the letters A to Z count in either case.
    ///
    /// More careful than [Address#key]: in the rare house where `Ann@` and `ann@` are two people, the other one
    /// misses a mail; told apart, somebody who asked not to be mailed would be.
    public static String key(String address) {
        StringBuilder key = new StringBuilder(address.length());
        for (int at = 0; at < address.length(); at++) {
            char letter = address.charAt(at);
            key.append(letter >= 'A' && letter <= 'Z' ? (char) (letter + 'a' - 'A') : letter);
        }
        return key.toString();
    }

    public static String key(Address address) {
        return key(address.toString());
    }

    public boolean covers(String other) {
        return notification.isEmpty() || notification.get().equals(other);
    }

    public boolean holds(Instant now) {
        return expires.isEmpty() || expires.get().isAfter(now);
    }

    public boolean outlasts(Suppression other) {
        return other.expires.isPresent() && (expires.isEmpty() || expires.get().isAfter(other.expires.get()));
    }

    /// Of those that say the same only the one that holds longest.
    public static List<Suppression> longest(Collection<Suppression> all) {
        Map<List<Object>, Suppression> longest = new LinkedHashMap<>();
        all.forEach(each -> longest.merge(
                List.of(key(each.address), each.notification, each.reason),
                each,
                (one, other) -> other.outlasts(one) ? other : one));
        return List.copyOf(longest.values());
    }

    /// The last word on the deliveries it leaves out: `unsubscribed from all mail on 2026-11-23`.
    public String why() {
        return brief() + (act.note().isEmpty() ? "" : ": " + act.note());
    }

    /// The same without what was noted.
    public String brief() {
        String what = reason == Reason.UNSUBSCRIBED && notification.isEmpty() ? " from all mail" : "";
        return reason.said + what + " on " + since.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
