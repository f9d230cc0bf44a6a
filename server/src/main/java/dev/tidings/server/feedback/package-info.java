/// **server.feedback**: by which ways what comes back comes in, as `tidings.yaml` says: mailboxes that are read and a
/// place to listen (`WaysIn`), and the door at which providers tell. Strangers reach that as they do readers' links:
/// whoever proves to be a provider of `tidings.yaml` may tell, and do nothing else.
///
/// May import: server, leave, and of engine and adapters smtp, notification, feedback, event, feedback.hooks,
/// feedback.imap, feedback.mail, feedback.smtp.
@NullMarked
package dev.tidings.server.feedback;

import org.jspecify.annotations.NullMarked;
