/// **source.file**: rows out of the workspace's own CSV and JSON files.
///
/// A query is a path: `data/people.csv`, `data/people.jsonl`, `data/people.json`, or `data/crm.json#/people`
/// where the rows stand inside a document. Files are UTF-8, with or without a byte order mark. Nothing
/// outside the workspace is read, not even by a symbolic link.
///
/// CSV is that of RFC 4180 with a header line; the separator is the header's own: a comma, else a semicolon,
/// else a tab. All values are text. A record that cannot be read is named with file and line, and reading
/// goes on after it.
///
/// May import: notification, audience, source.reading, source.json.
@NullMarked
package dev.tidings.source.file;

import org.jspecify.annotations.NullMarked;
