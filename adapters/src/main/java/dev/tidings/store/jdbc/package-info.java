/// **store.jdbc**: what the stores share: one thread that writes in groups, connections that read, and rows as values.
///
/// SQL that differs between databases is not in here.
///
/// May import: the engine's ledger and what it speaks of, its events, Jackson.
@NullMarked
package dev.tidings.store.jdbc;

import org.jspecify.annotations.NullMarked;
