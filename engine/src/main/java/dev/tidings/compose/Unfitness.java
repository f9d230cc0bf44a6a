package dev.tidings.compose;

import dev.tidings.compose.Composition.Unfit;

/// Why a mail will not do. Thrown by the checks, caught by the composer, seen by nobody else.
@SuppressWarnings("serial")
final class Unfitness extends Exception {
    private final String rule;
    private final String why;

    Unfitness(String rule, String why) {
        super(why, null, false, false);
        this.rule = rule;
        this.why = why;
    }

    Unfit answer() {
        return new Unfit(rule, why);
    }
}
