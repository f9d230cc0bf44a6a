/// **store.move**: a ledger goes from a SQLite file into a PostgreSQL database, whole, and is counted on both
/// sides.
///
/// Tables and columns are asked of the catalogues: what a later script adds comes along, or the copy says
/// that it cannot.
///
/// May import: store.sqlite, store.postgres, store.jdbc.
@NullMarked
package dev.tidings.store.move;

import org.jspecify.annotations.NullMarked;
