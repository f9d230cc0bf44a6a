/// **source.http**: rows out of JSON over HTTP.
///
/// A query is a path below the source's address, with `:name` parameters that are percent-encoded (a list
/// becomes values with commas between them, an instant ISO 8601 in UTC) and, after `#`, the place of the rows
/// in the document: `users.json?since=:from#/data/items`.
///
/// The address is the operator's own word, so it may be a private one; but nothing else is ever asked: a
/// query cannot leave the address, and a redirect is followed on the same scheme, host and port only. The
/// source's headers, which may hold a token, are sent to that host alone and never shown.
///
/// May import: notification, audience, source.reading, source.json.
@NullMarked
package dev.tidings.source.http;

import org.jspecify.annotations.NullMarked;
