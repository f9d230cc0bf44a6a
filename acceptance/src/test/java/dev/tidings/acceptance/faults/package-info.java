/// **faults**: whatever a mail server does wrong, at whatever step, and what becomes of the mail. The tables are
/// tests, and `acceptance/faults.sh` prints them.
///
/// The engine under trial is whole, with its ledger in SQLite; the mail server is scripted, the clock is moved by
/// hand.
@NullMarked
package dev.tidings.acceptance.faults;

import org.jspecify.annotations.NullMarked;
