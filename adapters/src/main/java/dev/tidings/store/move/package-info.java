/// **store.move**: a ledger goes from a SQLite file into a PostgreSQL database, whole, and is counted on both sides.
///
/// Tables and columns are those that both stores have, asked of their own catalogues: what a later script adds comes along.
///
/// May import: store.sqlite, store.postgres, store.jdbc.
@NullMarked
package dev.tidings.store.move;

import org.jspecify.annotations.NullMarked;
