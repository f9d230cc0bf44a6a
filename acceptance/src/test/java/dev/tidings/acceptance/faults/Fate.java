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
            case Verdict.WaitForRoad _ -> isSignIn(attempted.attempt().outcome()) ? "sign-in" : "road";
            case Verdict.Failed _ -> "failed";
            case Verdict.Held _ -> "held";
            case Verdict.Expired _ -> "expired";
        };
    }

    private static boolean isSignIn(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable(Trouble trouble, String _) && trouble == Trouble.SIGN_IN;
    }

    static boolean isSettled(Attempted attempted) {
        return attempted.verdict().state().settled();
    }

    /// How many retries the next attempt finds used up.
    static int cost(String word) {
        return word.equals("retry") || word.equals("resend") ? 1 : 0;
    }
}
