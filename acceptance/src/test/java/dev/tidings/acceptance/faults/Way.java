package dev.tidings.acceptance.faults;

import dev.tidings.contracts.Script;

/// How a message is handed over.
enum Way {
    /// One at a time, the next envelope behind the final dot.
    DATA("PIPELINING"),
    /// Several in flight.
    WINDOW("PIPELINING", "CHUNKING");

    private final String[] offers;

    Way(String... offers) {
        this.offers = offers;
    }

    Script script() {
        return new Script().offering(offers).offering("AUTH PLAIN");
    }
}
