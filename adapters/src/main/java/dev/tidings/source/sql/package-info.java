/// **source.sql**: rows out of SQLite, PostgreSQL, MySQL and MariaDB.
///
/// A query is one SELECT with `:name` parameters. Whatever the user may do in the database, nothing is
/// changed from here: SQLite files are opened read-only, servers are asked in read-only transactions. Rows
/// are streamed.
///
/// An instant is bound as each database takes it: PostgreSQL as `timestamptz`, MySQL and MariaDB as a date
/// and time in UTC (the session's zone is UTC), SQLite as the text `yyyy-MM-dd HH:mm:ss` in UTC, which
/// compares rightly with what `datetime('now')` and `CURRENT_TIMESTAMP` write.
///
/// May import: notification, audience, source.reading.
@NullMarked
package dev.tidings.source.sql;

import org.jspecify.annotations.NullMarked;
