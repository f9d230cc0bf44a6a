/// **answer**: what the house answers when somebody asks. The same records are the JSON of the API, the JSON
/// of the command line and what the pages are filled with.
///
/// Made from a [dev.tidings.ledger.History] alone, or from a running engine, which also knows its roads.
/// States and standings are the words of the ledger; instants are ISO 8601, spans are milliseconds. Nothing
/// here changes anything.
///
/// May import: every room of the engine, and what calls of providers say (feedback.hooks).
@NullMarked
package dev.tidings.server.answer;

import org.jspecify.annotations.NullMarked;
