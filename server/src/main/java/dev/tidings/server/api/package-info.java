/// **server.api**: the house over HTTP, for programs. JSON under `/api/v1`, errors as `{"error": …, "mend":
/// …}`, a stream of what changes, and whether the house is healthy.
///
/// Each route is one question to [dev.tidings.server.answer.Answers] or one decision of
/// [dev.tidings.run.Decisions]. Who may ask is settled before anything here is reached.
///
/// May import: server, answer, suppression, and every room of the engine and the adapters.
@NullMarked
package dev.tidings.server.api;

import org.jspecify.annotations.NullMarked;
