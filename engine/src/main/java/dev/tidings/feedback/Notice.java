package dev.tidings.feedback;

import static java.util.function.Predicate.not;

import java.util.Optional;
import java.util.regex.Pattern;

/// What is told of one recipient. Strangers write it: it is kept on one line each, and within bounds.
///
/// @param recipient as it is told, in whatever form, up to 320 characters; empty where nobody is named
/// @param reason    of a failure or a complaint
/// @param status    the enhanced status code, `5.1.1` (RFC 3463); empty where what is told is none
/// @param code      the reply code, `550`
/// @param said      the server's words; empty when there are none. At most [#SAID_MAX] characters, of one line
public record Notice(
        Optional<String> recipient,
        Fate fate,
        Reason reason,
        Optional<String> status,
        Optional<Integer> code,
        String said) {
    public static final int SAID_MAX = 1000;

    private static final int RECIPIENT_MAX = 320;
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\s\\u00A0]+");

    public Notice {
        recipient = recipient.map(each -> line(each, RECIPIENT_MAX)).filter(not(String::isEmpty));
        status = status.filter(each -> STATUS.matcher(each).matches());
        said = line(said, SAID_MAX);
    }

    /// Of what has no codes.
    public static Notice of(Optional<String> recipient, Fate fate, Reason reason, String said) {
        return new Notice(recipient, fate, reason, Optional.empty(), Optional.empty(), said);
    }

    private static String line(String told, int most) {
        String beginning = cut(told, 4 * most);
        return cut(SPACE.matcher(beginning).replaceAll(" ").strip(), most);
    }

    /// No character is cut in two.
    private static String cut(String text, int most) {
        if (text.length() <= most) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /// Hard or soft, of what failed; of anything else neither.
    public Optional<Hardness> hardness() {
        return fate == Fate.FAILED ? Optional.of(isHard() ? Hardness.HARD : Hardness.SOFT) : Optional.empty();
    }

    /// A server that takes no mail for the time being (`4yz`) may take some later.
    private boolean isHard() {
        boolean temporary = status.map(each -> each.startsWith("4"))
                .orElse(code.map(each -> each < 500).orElse(false));
        return reason.isHard() && !(reason == Reason.NOTACCEPT && temporary);
    }

    public enum Hardness {
        HARD,
        SOFT
    }
}
