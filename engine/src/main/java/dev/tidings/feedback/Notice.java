package dev.tidings.feedback;

import java.util.Optional;

/// What is told of one recipient.
///
/// @param recipient as it is told, in whatever form; empty where nobody is named
/// @param reason    of a failure or a complaint
/// @param status    the enhanced status code, `5.1.1` (RFC 3463)
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

    public Notice {
        if (said.length() > SAID_MAX || said.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("one line of at most " + SAID_MAX + " characters");
        }
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
