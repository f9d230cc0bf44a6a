/// **callback**: tells other systems what became of each message. The end of the trace.
///
/// Reads the ledger's journal from its own bookmark, so nothing is lost by a crash and nothing waits for it.
/// Signed as Standard Webhooks (standardwebhooks.com) says.
@NullMarked
package dev.tidings.server.callback;

import org.jspecify.annotations.NullMarked;
