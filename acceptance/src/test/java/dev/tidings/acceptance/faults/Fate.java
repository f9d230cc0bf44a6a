package dev.tidings.acceptance.faults;

import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Trouble;
import dev.tidings.deliver.Verdict;
import dev.tidings.event.Event.Attempted;

/// What became of a mail, in a word of [Table].
final class Fate {
    private Fate() {}

    static String of(Attempted attempted) {
        return switch (attempted.verdict()) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.RetryAt _ -> "retry";
            case Verdict.ResendAt _ -> "resend";
            case Verdict.WaitForRoad _ -> ofRoad(attempted.attempt().outcome());
            case Verdict.Failed _ -> "failed";
            case Verdict.Held _ -> "held";
            case Verdict.Expired _ -> "expired";
        };
    }

    private static String ofRoad(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unreachable(Trouble trouble, String _, var _) ->
                switch (trouble) {
                    case SIGN_IN -> "sign-in";
                    case TLS, THROTTLED, QUOTA, ACCOUNT -> "rest";
                    case CONNECTION, SERVER -> "road";
                };
            default -> outcome.word();
        };
    }

    /// Whether nobody else may try for a while.
    static boolean closesTheRoad(String word) {
        return word.equals("sign-in") || word.equals("rest");
    }

    static boolean isSettled(Attempted attempted) {
        return attempted.verdict().state().settled();
    }

    /// How many retries the next attempt finds used up.
    static int cost(String word) {
        return word.equals("retry") || word.equals("resend") ? 1 : 0;
    }
}
