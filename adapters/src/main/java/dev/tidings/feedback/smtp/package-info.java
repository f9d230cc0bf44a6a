/// **feedback.smtp**: a small mail server (RFC 5321, RFC 2033) for what comes back, and for nothing else.
///
/// It takes mail for return addresses that we signed, and for nobody else; it passes nothing on. A message is
/// answered with `250` once it is on record, and with `451` when it cannot be put there, so that whoever brings
/// it keeps it. Whoever calls is a stranger: lines, messages, recipients, connections and time have limits, and
/// a line ends with CRLF alone, since whoever takes another end for one can be made to see mails that nobody
/// sent.
///
/// There is no TLS here: what comes in is a report of a mail that went through many hands. Where servers insist
/// on it, a mail server stands in front. Start reading at [Receiver].
///
/// May import: feedback, notification, smtp (the alarm that breaks off what takes too long).
@NullMarked
package dev.tidings.feedback.smtp;

import org.jspecify.annotations.NullMarked;
