package dev.tidings.acceptance.faults;

import java.util.List;
import java.util.Locale;

/// Who gets mail in a trial.
enum Person {
    ANN,
    BOB,
    CEM,
    /// The next mail, once the fault is past.
    DAN,
    /// The one after that, when connections have lain idle.
    EVE;

    /// Those of the mail that meets the fault, in the order in which they are carried.
    static List<Person> together() {
        return List.of(ANN, BOB, CEM);
    }

    String address() {
        return name().toLowerCase(Locale.ROOT) + "@example.org";
    }
}
