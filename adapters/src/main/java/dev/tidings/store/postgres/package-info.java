/// **store.postgres**: the ledger in PostgreSQL, for several nodes.
///
/// One thread writes, in groups, as in the SQLite store; claims are rows of an unlogged table, taken by one statement
/// each. A fence tells a claim from every other: what is armed or settled by an old one is not. SQL stands where it is
/// used, or is a function of the schema.
///
/// May import: store.jdbc, the engine's ledger and what it speaks of, its events, the PostgreSQL driver, Jackson.
@NullMarked
package dev.tidings.store.postgres;

import org.jspecify.annotations.NullMarked;
