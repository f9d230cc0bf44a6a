/// **feedback.imap**: what comes back, read out of a mailbox by IMAP (RFC 3501), as it comes (IDLE, RFC 2177)
/// or once a minute.
///
/// Each message is taken in by its UID, in order, and how far that went is noted only when all of it is on
/// record. So nothing is lost by whatever breaks, and what is read twice is known by its octets. Nothing in the
/// mailbox changes before it is on record, and what nobody understood is left as it is.
///
/// Angus Mail knows the language; the connection is our own, within limits of size and time, since a mailbox
/// may be kept by a server that means harm. Start reading at [Collector].
///
/// May import: feedback, ledger, notification, smtp (TLS, tokens); Angus Mail, which nobody outside sees.
@NullMarked
package dev.tidings.feedback.imap;

import org.jspecify.annotations.NullMarked;
