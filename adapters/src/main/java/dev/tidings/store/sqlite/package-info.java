/// **store.sqlite**: the ledger in one SQLite file, for one process.
///
/// One thread writes, in groups: whatever is waiting becomes one transaction and one sync of the disk.
/// Readers have connections of their own (WAL). Claims live in memory and cost no write; what an ended
/// process held is found by the state that arming put on record. SQL stands where it is used, one whole
/// statement at a time.
///
/// May import: the engine's ledger and what it speaks of, its events, sqlite-jdbc, Jackson.
@NullMarked
package dev.tidings.store.sqlite;

import org.jspecify.annotations.NullMarked;
