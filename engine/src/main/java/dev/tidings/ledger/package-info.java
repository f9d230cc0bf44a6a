/// **ledger**: the only truth. What was due, who was meant, what was tried, what came of it.
///
/// Two ports: [dev.tidings.ledger.Ledger] changes it, one transition and one transaction a method;
/// [dev.tidings.ledger.History] reads it. Nothing here decides anything: verdicts are handed in.
///
/// May import: mail, smtp, schedule, notification, audience, compose, deliver.
@NullMarked
package dev.tidings.ledger;

import org.jspecify.annotations.NullMarked;
