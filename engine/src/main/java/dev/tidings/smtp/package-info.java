/// **smtp**: the conversation with a mail server (RFC 5321), and nothing but the conversation.
///
/// It opens a session (connect, greeting, EHLO, TLS, AUTH), hands over messages, several in flight where the
/// server allows it, and says exactly what happened: which command was answered by which reply, or at which
/// command the line broke, and whether end-of-data had been written by then. It knows nothing of retries,
/// pools, rates or what a message means: whoever calls decides.
///
/// Start reading at [SmtpSession]; the two questions it answers are [NoSession] (why it could not be opened)
/// and [Handover] (what a message came to).
///
/// May import: the JDK.
@NullMarked
package dev.tidings.smtp;

import org.jspecify.annotations.NullMarked;
