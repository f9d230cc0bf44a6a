package dev.tidings.notification;

import dev.tidings.smtp.Verb;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What we know of a reply: its sense, advice for people, or both.
///
/// Its words are text, not a compiled pattern, so that equal rules are equal.
///
/// @param words a regular expression found in the reply's one line, `554 5.2.2 mailbox full`; case ignored
/// @param at    where it is said; anywhere when empty
/// @param means empty where the first digit says it
/// @param say   what to do about it, in plain words
public record ReplyRule(String words, Set<Verb> at, Optional<Sense> means, Optional<String> say) {
    public ReplyRule {
        at = Set.copyOf(at);
        if (means.isEmpty() && say.isEmpty()) {
            throw new IllegalArgumentException("a rule says or means something: " + words);
        }
        try {
            Pattern.compile(words);
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("not a regular expression: " + words, malformed);
        }
    }

    public Pattern pattern() {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }
}
