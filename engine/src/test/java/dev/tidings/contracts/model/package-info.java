/// **model**: two nodes, one ledger, and whatever can happen to them in whatever order. Each node makes, one by
/// one, the calls that a courier and a janitor make; faults come between any two of them. What is asked after
/// each step is what the README promises.
///
/// It runs over any ledger: every order there is over the one in memory, orders at random over a real store.
@NullMarked
package dev.tidings.contracts.model;

import org.jspecify.annotations.NullMarked;
